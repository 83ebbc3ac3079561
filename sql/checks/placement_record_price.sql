/*
says = "placement records hold a price that the standard doubts: a part below nought, a whole below 100 or above 100,000 pounds a week, or parts that do not add up to the whole"
remedy = "correct the price in the placement record; until then it counts as it stands"
severity = "warn"
needs = ["placement_records"]
*/
select
    file_id,
    row_number,
from staging.placement_records
where
    least(weekly_core, weekly_support, weekly_education, weekly_other) < 0
    or weekly_total not between 100 and 100000
    or (
        coalesce(weekly_core, weekly_support, weekly_education, weekly_other)
        is not null
        and coalesce(weekly_core, 0)
        + coalesce(weekly_support, 0)
        + coalesce(weekly_education, 0)
        + coalesce(weekly_other, 0)
        <> weekly_total
    )
