/*
number = "148"
says = "episodes have an end without a reason, or a reason without an end"
remedy = "enter both DEC and REC, or neither"
severity = "warn"
column = "REC"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where (ended_on is null) <> (reason_ended is null)
