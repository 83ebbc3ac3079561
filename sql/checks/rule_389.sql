/*
number = "389"
says = "a child under sixteen is said to have gone over to adult social care"
remedy = "correct REC, or DOB in the header table"
severity = "warn"
column = "REC"
needs = ["episodes", "header"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_ended = 'E7'
    and age_at_end < 16
