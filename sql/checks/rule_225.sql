/*
number = "225"
says = "it is not said why the placement changed"
remedy = "enter REASON_PLACE_CHANGE of the episode that ended"
severity = "warn"
column = "REASON_PLACE_CHANGE"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_placement_changed is null
    and ended_on >= date '2015-04-01'
    and ended_on = later.started_on
    and later.reason_started in ('P', 'T', 'B', 'U')
    and not is_temporary
    and not later.is_temporary
