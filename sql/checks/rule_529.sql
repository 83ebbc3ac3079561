/*
number = "529"
says = "another public body is given as the provider of a placement that none provides"
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
    place_provider = 'PR3'
    and place in (
        'P1', 'A3', 'A4', 'A5', 'A6', 'K1', 'K2',
        'U1', 'U2', 'U3', 'U4', 'U5', 'U6'
    )
