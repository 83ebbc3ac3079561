/*
number = "431"
says = "an episode starts care on the day on which the one before it ended"
remedy = "correct RNE to what changed: until then one time of being looked after counts as two"
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
    reason_started = 'S'
    and earlier.ended_on = started_on
