/*
title = "Periods"
says = """
Every period of the results, with the one before it and the one a year before
it, where those are periods too. A year to date, a rolling year and a cut
period are compared with the year before only.
"""
*/
with

period_ends as (
    select
        *,
        period_kind || ':' || period_end as period_id,
    from model.period_ends
    qualify
        row_number() over (
            partition by period_kind, period_end
            order by is_partial, period_start
        ) = 1
),

paired as (
    select
        *,
        period_kind || ':' || same_day_years_before(period_end, 1)
            as year_before_id,
        case
            when
                is_partial
                or period_kind in ('year_to_date', 'rolling_year')
                then year_before_id
            else period_kind || ':' || (period_start - 1)
        end as before_id,
    from period_ends
)

select
    paired.period_id,
    paired.period_kind,
    paired.period_start,
    paired.period_end,
    paired.is_partial,
    earlier.period_id as previous_period_id,
    year_before.period_id as last_year_period_id,
    paired.period_end = getvariable('as_at') as is_current,
    paired.has_breakdowns,
from paired
left join period_ends as earlier
    on paired.before_id = earlier.period_id
left join period_ends as year_before
    on paired.year_before_id = year_before.period_id
order by paired.period_kind, paired.period_end
