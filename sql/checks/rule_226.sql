/*
number = "226"
says = "it is said why the placement changed, and it did not"
remedy = "clear REASON_PLACE_CHANGE, or correct REC or RNE of the next episode"
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
    reason_placement_changed is not null
    and (
        coalesce(reason_ended <> 'X1', true)
        or coalesce(later.reason_started in ('S', 'L'), false)
    )
