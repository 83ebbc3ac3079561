/*
number = "380"
says = "care starts with a temporary placement"
remedy = "enter the placement that the child came to first, or correct PLACE"
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
    reason_started = 'S'
    and is_temporary
