/*
title = "Forecast outturn"
unit = "pounds"
polarity = "neutral"
definition = """
What the financial year is heading for, as known on the last day of the period.
"Spent" is the ledger, less income, from the first day of the year to the last
accounting month that is over. "Committed" is what the agreements that both
sides had signed cost from the day after to the end of the year: by the night,
to their planned ends, by their terms, packages, rate steps and block prices (as
the measure of committed spending says), less the shares of health and education
agreed in them; so nights of a month that is not over count at their agreed
price, not by what has been posted. "Own services" is the rest of the profiled
budget of services that the council provides itself, for which agreements do not
count. The forecast is the three together; nothing is drawn on in a straight
line. The variance is the forecast less the revised budget, so that an overspend
is above nought; what stands under a line of the budget book without a budget is
in the forecast and in no variance: it is left out of that and counted.
"""
source = "Ledger, budget book and individual placement agreements of the council; commitments, not a straight line"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "budgets", "agreements"]
case = "budget"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["forecast", "variance", "spent", "committed", "own_services"]
breakdowns = ["service", "service_group", "arrangement"]
*/
with

periods as (
    select
        period_id,
        period_end,
    from model.periods
    where period_kind in ('month', 'year', 'year_to_date')
),

parts as (
    select
        *,
        concat_ws(
            ', ', part, breakdowns.service, breakdowns.arrangement, provider_id,
            breakdowns.contract, breakdowns.framework,
            breakdowns.asylum_seeking, known_on,
            case when budgeted_amount is null then 'no budget' end
        ) as case_id,
    from model.outturn_parts
),

figures as (
    select *, 'forecast' as figure, from parts

    union all by name

    select *, replace(part, ' ', '_') as figure, from parts

    union all by name

    select * replace (budgeted_amount as amount), 'variance' as figure,
    from parts

    union all by name

    select
        days.authority,
        days.known_on,
        'budget ' || budgets.budget_id || ', ' || days.known_on as case_id,
        null as provider_id,
        -budgets.revised_budget as amount,
        budgets.breakdowns,
        'variance' as figure,
    from model.forecast_days as days
    inner join model.budgets
        on days.authority = budgets.authority
        and days.year_start = budgets.year_start
)

select
    periods.period_id,
    figures.authority,
    figures.figure,
    figures.case_id,
    null as child_id,
    figures.provider_id,
    figures.amount as numerator,
    null as denominator,
    figures.breakdowns,
from figures
inner join periods
    on figures.known_on = periods.period_end
