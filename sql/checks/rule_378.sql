/*
number = "378"
says = "a child placed with parents is accommodated under section 20"
remedy = "correct LS or PLACE"
severity = "warn"
column = "LS"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    place = 'P1'
    and legal_status = 'V2'
