/*
number = "381"
says = "care ends with a temporary placement"
remedy = "enter the return to the usual placement, or correct PLACE"
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
    reason_ended <> 'X1'
    and is_temporary
