/*
number = "371"
says = "a child under sixteen is in supported accommodation"
remedy = "correct PLACE, or DOB in the header table; if it is so, a placement of this kind is against the law"
severity = "warn"
column = "PLACE"
needs = ["episodes", "header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    place in ('H5', 'K3')
    and age_at_start < 16
