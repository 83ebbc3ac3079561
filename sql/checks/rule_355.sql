/*
number = "355"
says = "episodes end on the day on which they began"
remedy = "take the episode out, or correct DECOM or DEC: nobody stayed a night, so it is left out of every figure"
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
where ended_on = started_on
