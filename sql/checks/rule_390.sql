/*
number = "390"
says = "a child was adopted and not placed for adoption before"
remedy = "correct REC, or enter the placement for adoption"
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
where
    reason_ended in ('E11', 'E12')
    and not is_adoption
