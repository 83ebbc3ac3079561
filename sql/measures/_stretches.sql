/*
title = "Stretches"
says = """
Every day of the periods, with the first day of the stretch that it lies in: no
period begins or ends within a stretch. What happens is counted by stretch, and
each period is a sum of stretches.
"""
*/
with

bounds as (
    select period_start as begins_on from result.numbered_periods

    union

    select period_end + 1 as begins_on from result.numbered_periods
),

stretches as (
    select
        begins_on,
        lead(begins_on) over (order by begins_on) as ends_before,
    from bounds
)

select
    begins_on + unnest(range(ends_before - begins_on))::integer as counted_on,
    begins_on,
from stretches
where ends_before is not null
