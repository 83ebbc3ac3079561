/*
number = "501"
says = "an episode ends after the next one began"
remedy = "correct DEC, or DECOM of the next episode: until then it is cut where that begins"
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
where ended_on > later.started_on
