/*
title = "Ends of periods"
says = """
Each period that results are made for, before it is paired with the ones it is
compared with. A period that contains the as-at date is cut there; the same
days of the year before stand as a cut period of their own.
"""
*/
with

as_at as (
    select
        getvariable('as_at') as as_at,
        financial_year_start(getvariable('as_at')) as year_start,
        getvariable('as_at') <> last_day(getvariable('as_at')) as is_mid_month,
),

recent_steps as (
    select unnest(range(14)) as steps_back,
),

whole_periods as (
    select * from model.calendar_periods
),

cut_at_as_at as (
    select
        whole_periods.period_kind,
        whole_periods.period_start,
        least(whole_periods.whole_end, as_at.as_at) as period_end,
        whole_periods.whole_end > as_at.as_at as is_partial,
        whole_periods.has_breakdowns,
    from whole_periods
    cross join as_at
)

select * from cut_at_as_at

union all by name

select
    cut_at_as_at.period_kind,
    cast(cut_at_as_at.period_start - to_years(1) as date) as period_start,
    same_day_years_before(cut_at_as_at.period_end, 1) as period_end,
    true as is_partial,
    true as has_breakdowns,
from cut_at_as_at
where cut_at_as_at.is_partial

union all by name

select
    'year_to_date' as period_kind,
    cast(as_at.year_start - to_years(recent_steps.steps_back) as date)
        as period_start,
    same_day_years_before(as_at.as_at, recent_steps.steps_back) as period_end,
    last_day(cast(as_at.year_start + to_months(11) as date)) <> as_at.as_at
        as is_partial,
    recent_steps.steps_back < 2 as has_breakdowns,
from as_at
cross join recent_steps
where recent_steps.steps_back < 3

union all by name

select
    'rolling_year' as period_kind,
    last_day(
        cast(as_at.as_at - to_months(recent_steps.steps_back) as date)
    ) as period_end,
    same_day_years_before(period_end, 1) + 1 as period_start,
    false as is_partial,
    recent_steps.steps_back in (0, 12) and not as_at.is_mid_month
        as has_breakdowns,
from as_at
cross join recent_steps
where
    period_end <= as_at.as_at
    and recent_steps.steps_back <= 12 + cast(as_at.is_mid_month as integer)

union all by name

select
    'rolling_year' as period_kind,
    same_day_years_before(as_at.as_at, recent_steps.steps_back) as period_end,
    same_day_years_before(period_end, 1) + 1 as period_start,
    false as is_partial,
    true as has_breakdowns,
from as_at
cross join recent_steps
where
    recent_steps.steps_back < 2
    and as_at.is_mid_month
