/*
number = "388"
says = "an episode says that another follows the same day, and none does"
remedy = "enter the episode that follows, or correct REC to the reason why care ended: until then a gap stands"
severity = "warn"
column = "REC"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_ended = 'X1'
    and ended_on is not null
    and coalesce(later.started_on > ended_on, true)
