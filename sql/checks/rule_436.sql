/*
number = "436"
says = "placement and legal status are both said to have changed, and one of them did not"
remedy = "correct RNE, or LS and the placement of this episode or of the one before"
severity = "warn"
column = "RNE"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_started in ('B', 'U')
    and earlier.ended_on = started_on
    and (
        earlier.legal_status = legal_status
        or (earlier.carer = carer and urn <> 'XXXXXXX' and not is_fostering)
    )
