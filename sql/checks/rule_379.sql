/*
number = "379"
says = "a temporary placement for no special reason lasts more than seven days"
remedy = "correct PLACE: a longer one is a placement of its own"
severity = "warn"
column = "PLACE"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    place = 'T4'
    and days > 7
