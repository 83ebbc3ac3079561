/*
number = "433"
says = "an episode goes on with the one before it, and begins later than that ended"
remedy = "correct DECOM, or DEC of the episode before, or enter the episode between them"
severity = "warn"
column = "DECOM"
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
    and earlier.ended_on < started_on
