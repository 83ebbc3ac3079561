/*
number = "392d"
says = "home and placement have the same postcode, and the child is not placed with parents"
remedy = "correct HOME_POST or PL_POST: until then the distance is nought"
severity = "warn"
column = "HOME_POST"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    home_postcode = placement_postcode
    and place <> 'P1'
