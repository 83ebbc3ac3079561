/*
title = "Forecast outturn"
unit = "pounds"
polarity = "neutral"
definition = """
What the year is heading for: the spending so far; the price of the agreements
that both sides have signed, from the day after to their planned end or the end
of the year; and, for services that the council provides itself, the rest of
the budget. The variance is the forecast less the revised budget, so that an
overspend is above nought.
"""
source = "Ledger, budget book and individual placement agreements of the council; commitments, not a straight line"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "budgets", "agreements"]
case = "ledger line"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["forecast", "variance"]
breakdowns = ["service", "service_group", "arrangement"]
*/
with

years as (
    select
        *,
        last_day((period_start + to_months(11))::date) as year_end,
    from model.periods
    where period_kind in ('year', 'year_to_date')
),

spent as (
    select
        years.period_id,
        spending.authority,
        spending.transaction_id as case_id,
        spending.provider_id,
        spending.amount,
        spending.breakdowns,
    from model.spending
    inner join years
        on spending.counted_on between years.period_start and years.period_end
),

commitments as (
    select
        years.period_id,
        agreements.authority,
        agreements.agreement_id as case_id,
        agreements.provider_id,
        price_of_nights(
            agreements.weekly_price,
            least(
                coalesce(agreements.ends_on, agreements.planned_end_on),
                years.year_end + 1
            ) - (years.period_end + 1)
        ) as amount,
        agreements.breakdowns,
    from model.agreements
    inner join years
        on agreements.valid_from <= years.period_end
        and coalesce(agreements.valid_to, date '9999-12-31') > years.period_end
        and agreements.signed_by_authority_on <= years.period_end
        and agreements.signed_by_provider_on <= years.period_end
    where agreements.weekly_price is not null
),

rest_of_own_budgets as (
    select
        years.period_id,
        budgets.authority,
        budgets.budget_id || ' to ' || budgets.counted_on as case_id,
        null as provider_id,
        budgets.profiled_revised as amount,
        budgets.breakdowns,
    from model.profiled_budgets as budgets
    inner join years
        on budgets.counted_on > years.period_end
        and budgets.counted_on <= years.year_end
    anti join model.services
        on budgets.service = services.service
        and services.is_commissioned
),

forecast as (
    select * from spent
    union all by name
    select * from commitments
    union all by name
    select * from rest_of_own_budgets
),

figures as (
    select *, unnest(['forecast', 'variance']) as figure, from forecast
    union all by name
    select
        years.period_id,
        budgets.authority,
        budgets.budget_id as case_id,
        -budgets.revised_budget as amount,
        budgets.breakdowns,
        'variance' as figure,
    from model.budgets
    inner join years
        on years.period_end between budgets.year_start and budgets.year_end
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
from figures
