/*
title = "Budget shares"
says = """
How much of a year's budget should have gone by each month end, and by each day
at which a period is cut, for each profile and financial year that a budget
has. A budget without a profile spreads by the days of the month.
"""
*/
with

shares as (
    select
        profile,
        cast(month as integer) as month,
        cast(share as decimal(12, 10)) as share,
    from code.budget_profiles
),

years as (
    select distinct
        financial_year,
        financial_year_opens(financial_year) as year_start,
    from staging.budgets
),

months as (
    select
        shares.profile,
        years.financial_year,
        cast(years.year_start + to_months(shares.month - 1) as date)
            as month_start,
        last_day(month_start) as month_end,
        shares.share,
        coalesce(
            sum(shares.share) over (
                partition by shares.profile, years.financial_year
                order by shares.month
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as share_before,
    from shares
    cross join years
),

cuts as (
    select distinct period_end from model.periods
    where is_partial
),

points as (
    select
        months.*,
        unnest([months.month_end, cuts.period_end]) as counted_on,
    from months
    left join cuts
        on cuts.period_end between months.month_start and months.month_end
)

select distinct
    profile,
    financial_year,
    counted_on,
    share_before + share_run(share, counted_on) as share_gone,
from points
where counted_on is not null
