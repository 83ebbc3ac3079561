/*
title = "Calendar periods"
says = """
Whole months, quarters and financial years up to the one that holds the as-at
date: as many months, and the quarters in them, and as many years as the
reporting settings say. Breakdowns are made for the last 13 months and for
every quarter and year.
"""
*/
with

as_at as (
    select
        getvariable('as_at') as as_at,
        financial_year_start(getvariable('as_at')) as year_start,
),

steps as (
    select unnest(range(getvariable('reporting.months'))) as steps_back,
),

year_steps as (
    select unnest(range(getvariable('reporting.years'))) as steps_back,
)

select
    'month' as period_kind,
    cast(
        date_trunc('month', as_at.as_at) - to_months(steps.steps_back)
        as date
    ) as period_start,
    last_day(period_start) as whole_end,
    steps.steps_back < 13 as has_breakdowns,
from as_at
cross join steps

union all by name

select
    'quarter' as period_kind,
    cast(
        date_trunc('quarter', as_at.as_at) - to_months(3 * steps.steps_back)
        as date
    ) as period_start,
    last_day(cast(period_start + to_months(2) as date)) as whole_end,
    true as has_breakdowns,
from as_at
cross join steps
where 3 * steps.steps_back < getvariable('reporting.months')

union all by name

select
    'year' as period_kind,
    cast(
        as_at.year_start - to_years(year_steps.steps_back) as date
    ) as period_start,
    last_day(cast(period_start + to_months(11) as date)) as whole_end,
    true as has_breakdowns,
from as_at
cross join year_steps
