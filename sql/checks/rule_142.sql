/*
number = "142"
says = "episodes have no end, and a later one of the same child began"
remedy = "enter DEC and REC of the earlier episode: until then it counts as ended where the next begins"
severity = "warn"
column = "DEC"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    ended_on is null
    and later is not null
