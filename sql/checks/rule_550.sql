/*
number = "550"
says = "a parent is given as the provider of another placement than with parents"
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
    place_provider = 'PR0'
    and place <> 'P1'
