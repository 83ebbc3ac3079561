/*
title = "Agreed price against the ledger"
unit = "pounds"
polarity = "neutral"
definition = """
What the ledger should hold, and what it holds, for services bought from others:
"expected" is the price of the nights of all agreements in the period, retainers,
notice and support among them; "ledger" the costs and accruals of the period,
credits taken off and income not; "unexplained" the ledger less what was
expected, so that a ledger that holds more is above nought. Agreements without a
price expect nothing and are counted. The council's own services are left out
unless the setting says otherwise.
"""
source = "Individual placement agreements of the council and its ledger"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "agreements"]
case = "ledger line"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["unexplained", "expected", "ledger"]
breakdowns = ["service", "service_group", "arrangement"]

[settings]
own_services = { default = false, type = "yes_no", says = "The council's own services are compared too; for councils that hold agreements for them" }
*/
with

expected as (
    select
        counted_on,
        authority,
        'agreement ' || case_id || ' to ' || counted_on as case_id,
        child_id,
        provider_id,
        price as amount,
        breakdowns,
    from model.agreement_nights
    where
        is_bought
        or getvariable('ledger_reconciliation.own_services')
),

spent as (
    select
        counted_on,
        authority,
        'ledger line ' || transaction_id as case_id,
        null as child_id,
        provider_id,
        amount,
        breakdowns,
    from model.spending
    where
        (is_external or getvariable('ledger_reconciliation.own_services'))
        and kind is distinct from 'income'
),

figures as (
    select *, 'expected' as figure, from expected
    union all by name
    select *, 'ledger' as figure, from spent
    union all by name
    select *, 'unexplained' as figure, from spent
    union all by name
    select * replace (-amount as amount), 'unexplained' as figure, from expected
)

select
    periods.period_id,
    figures.authority,
    figures.figure,
    figures.case_id,
    figures.child_id,
    figures.provider_id,
    figures.amount as numerator,
    null as denominator,
    figures.breakdowns,
from figures
inner join model.periods
    on figures.counted_on
    between periods.period_start and periods.period_end
    and periods.period_kind <> 'rolling_year'
