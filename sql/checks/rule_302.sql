/*
number = "302"
says = "a child was looked after before being born"
remedy = "correct DOB in the header table, or DECOM"
severity = "warn"
column = "DECOM"
needs = ["episodes", "header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where started_on < born_on
