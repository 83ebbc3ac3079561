/*
number = "432"
says = "care had ended with the episode before, and this one does not start care"
remedy = "correct RNE to S, or REC of the episode before to X1"
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
    reason_started <> 'S'
    and earlier.reason_ended <> 'X1'
