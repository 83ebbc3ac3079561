/*
title = "Numbered periods"
says = """
Every period, numbered in the order in which people read, with the numbers of
those that it is compared with; and for each year to date a second one, for the
mean of its month ends. A financial year is also compared with an earlier year:
the one two years before, as strategies of two years are; the year so far with
the last whole one. Numbers stand for periods and series in all tables on the
way to the results: text is slow to join and to group by.
"""
*/
with

all_periods as (
    select
        periods.*,
        false as is_mean,
    from model.periods

    union all by name

    select
        periods.* replace (
            'year_to_date_mean' as period_kind,
            'year_to_date_mean:' || period_end as period_id,
            replace(previous_period_id, 'date:', 'date_mean:')
                as previous_period_id,
            replace(last_year_period_id, 'date:', 'date_mean:')
                as last_year_period_id
        ),
        true as is_mean,
    from model.periods
    where period_kind = 'year_to_date'
),

numbered as (
    select
        *,
        case
            when period_kind = 'year' and is_partial
                then 'year:' || (period_start - 1)
            when period_kind = 'year'
                then 'year:' || same_day_years_before(period_end, 2)
        end as earlier_year_period_id,
        row_number() over (order by period_kind, period_end) as period_number,
    from all_periods
)

select
    numbered.*,
    previous.period_number as previous_number,
    last_year.period_number as last_year_number,
    earlier_year.period_number as earlier_year_number,
from numbered
left join numbered as previous
    on numbered.previous_period_id = previous.period_id
left join numbered as last_year
    on numbered.last_year_period_id = last_year.period_id
left join numbered as earlier_year
    on numbered.earlier_year_period_id = earlier_year.period_id
