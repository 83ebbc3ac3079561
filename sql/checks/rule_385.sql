/*
number = "385"
says = "episodes end after the last day of their return"
remedy = "correct DEC, or leave it empty: an end that is yet to come is not an end"
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
where ended_on > return_to
