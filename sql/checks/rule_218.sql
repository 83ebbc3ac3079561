/*
number = "218"
says = "the regulator's number is empty for a placement of a kind that is registered"
remedy = "enter URN, or XXXXXXX where the regulator does not register the place: until then the home is not known from the return"
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
    urn is null
    and place not in (
        'H5', 'P1', 'P2', 'P3', 'R1', 'R2', 'R5', 'T0', 'T1', 'T2', 'T3', 'T4',
        'Z1', 'Z11', 'Z12', 'Z13', 'Z14'
    )
    and coalesce(ended_on >= date '2015-04-01', true)
    and not is_short_break
