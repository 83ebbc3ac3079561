/*
number = "383"
says = "a child does not come back from a temporary placement to the one before it"
remedy = "correct PLACE, PL_POST, URN or PLACE_PROVIDER, or PLACE of the temporary placement before"
severity = "warn"
column = "PLACE"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
window child_rows as (
    partition by authority, child_id
    order by started_on
)
qualify
    coalesce(
        not is_temporary
        and earlier.is_temporary
        and earlier.ended_on = started_on
        and not lag(earlier.is_temporary) over child_rows
        and lag(earlier.carer) over child_rows <> carer,
        false
    )
