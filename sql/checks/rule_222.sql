/*
number = "222"
says = "the regulator's number is given for a placement of a kind that is not registered"
remedy = "clear URN, or correct PLACE"
severity = "warn"
column = "URN"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    upper(urn) <> 'XXXXXXX'
    and place in (
        'P1', 'P2', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4',
        'Z1', 'Z11', 'Z12', 'Z13', 'Z14'
    )
