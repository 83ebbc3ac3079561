/*
title = "Stretches of time"
says = """
The time that periods cover, cut wherever one of them begins or ends: every
period is made of whole stretches. What is priced by the night is counted on the
last day of each stretch, so that months add up to quarters and years.
"""
*/
with

ends as (
    select counted_on as stretch_end from model.counting_days
    union
    select periods.period_start - 1 as stretch_end from model.periods
)

select
    lag(stretch_end) over (order by stretch_end) + 1 as stretch_start,
    stretch_end,
from ends
qualify stretch_start is not null
order by stretch_end
