/*
title = "Compared periods"
says = """
Each period with itself, with the periods that it is compared with, and with
those that are compared with it: where a category has cases in the one, it is
nought and not missing in the other.
"""
*/
with

earlier as (
    select
        period_number,
        unnest([previous_number, last_year_number]) as earlier_number,
    from result.numbered_periods
)

select
    period_number,
    period_number as other_number,
from result.numbered_periods

union

select
    period_number,
    earlier_number as other_number,
from earlier

union

select
    earlier_number as period_number,
    period_number as other_number,
from earlier
where earlier_number is not null
