/*
title = "Spending against budget"
unit = "pounds"
polarity = "neutral"
definition = """
What the council spent on placements in the period, less income, as the ledger
has it; the budget for the whole year, as first set and as revised; the part of
the revised budget that should have gone by now; and the variance: spending
less that part, so that an overspend is above nought and an underspend below.
Spending under a line of the budget book that has no budget, such as one that
another pays for, is spent, and no variance: it is left out of that and counted.
"""
source = "Ledger and budget book of the council; a budget is spread over its year by its own profile, else by days"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "budgets"]
case = "ledger line"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = [
    "spent", "budget_to_date", "variance", "revised_budget",
    "original_budget", "savings_target",
]
breakdowns = ["service", "service_group", "arrangement", "asylum_seeking"]
crosses = ["service x arrangement", "service x asylum_seeking"]
*/
with

periods as (
    select * from model.periods
    where period_kind <> 'rolling_year'
),

spent as (
    select
        periods.period_id,
        spending.authority,
        spending.transaction_id as case_id,
        spending.provider_id,
        spending.amount,
        case when is_without_budget is null then spending.amount end
            as budgeted_amount,
        spending.breakdowns,
    from model.spending
    inner join periods
        on spending.counted_on
        between periods.period_start and periods.period_end
    left join model.lines_without_budget
        using (authority, financial_year, cost_centre, subjective)
),

to_date as (
    select
        periods.period_id,
        profiled_budgets.authority,
        profiled_budgets.budget_id || ' to ' || profiled_budgets.counted_on
            as case_id,
        null as provider_id,
        profiled_budgets.profiled_revised as amount,
        profiled_budgets.breakdowns,
    from model.profiled_budgets
    inner join periods
        on profiled_budgets.counted_on
        between periods.period_start and periods.period_end
),

of_the_year as (
    select
        periods.period_id,
        budgets.authority,
        budgets.budget_id as case_id,
        null as provider_id,
        budgets.original_budget,
        budgets.revised_budget,
        budgets.savings_target,
        budgets.breakdowns,
    from model.budgets
    inner join periods
        on periods.period_end between budgets.year_start and budgets.year_end
),

amounts as (
    select *, 'spent' as figure, from spent
    union all by name
    select *, 'budget_to_date' as figure, from to_date
    union all by name
    select * replace (budgeted_amount as amount), 'variance' as figure,
    from spent
    union all by name
    select * replace (-amount as amount), 'variance' as figure, from to_date
    union all by name
    select *, 'revised_budget' as figure, revised_budget as amount,
    from of_the_year
    union all by name
    select *, 'original_budget' as figure, original_budget as amount,
    from of_the_year
    union all by name
    select *, 'savings_target' as figure, savings_target as amount,
    from of_the_year
    where savings_target is not null
)

select
    period_id,
    authority,
    figure,
    case_id,
    null as child_id,
    provider_id,
    amount as numerator,
    null as denominator,
    breakdowns,
from amounts
