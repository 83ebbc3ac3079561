/*
number = "574"
says = "a time missing or away begins while an earlier one lasts"
remedy = "correct MIS_START, or MIS_END of the earlier one"
severity = "warn"
column = "MIS_START"
needs = ["missing"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.missing
window child_rows as (
    partition by authority, child_id
    order by started_on, missing_kind
)
qualify
    coalesce(
        lag(coalesce(ended_on, date '9999-12-31')) over child_rows
        > started_on,
        false
    )
