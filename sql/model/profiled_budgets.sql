/*
title = "Profiled budgets"
says = """
Each budget line spread over its year by its profile: one row per month end and
per day at which a period is cut, in pounds. The rows up to a day add up to what
should have gone by then, and those of a year to the budget, to the penny.
"""
*/
with

points as (
    select
        budgets.authority,
        budgets.budget_id,
        budgets.financial_year,
        budgets.service,
        budgets.arrangement,
        budgets.client_group,
        budget_shares.counted_on,
        money_share(budgets.original_budget, budget_shares.share_gone)
            as original_gone,
        money_share(budgets.revised_budget, budget_shares.share_gone)
            as revised_gone,
        budgets.breakdowns,
    from model.budgets
    inner join model.budget_shares
        on budgets.profile = budget_shares.profile
        and budgets.financial_year = budget_shares.financial_year
)

select
    points.* exclude (original_gone, revised_gone, breakdowns),
    original_gone - coalesce(lag(original_gone) over days_of_line, 0)
        as profiled_original,
    revised_gone - coalesce(lag(revised_gone) over days_of_line, 0)
        as profiled_revised,
    points.breakdowns,
from points
window days_of_line as (
    partition by points.authority, points.budget_id
    order by points.counted_on
)
