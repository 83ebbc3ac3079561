/*
number = "527"
says = "own provision is given for a placement that no authority provides"
remedy = "correct PLACE_PROVIDER or PLACE"
severity = "warn"
column = "PLACE_PROVIDER"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    place_provider = 'PR1'
    and place in ('P1', 'R2', 'R5')
