/*
number = "356"
says = "episodes end before they began"
remedy = "correct DECOM or DEC: until then the episode is left out of every figure"
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
where ended_on < started_on
