/*
number = "434"
says = "only the legal status is said to have changed, and it did not, or the placement did"
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
    reason_started = 'L'
    and earlier.ended_on = started_on
    and (earlier.legal_status = legal_status or earlier.carer <> carer)
