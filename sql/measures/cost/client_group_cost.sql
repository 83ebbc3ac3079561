/*
title = "Cost and income by client group"
unit = "pounds"
polarity = "neutral"
definition = """
What the ledger holds in the period for asylum-seeking, disabled and other
children: cost (costs and accruals, credits taken off), income (above nought),
and the net cost, that is, cost less income, which is what grants and partners
leave to the council.
"""
source = "Ledger of the council, by the client group of its lines; asylum-seeking children are paid for by a Home Office grant, which is its income"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger"]
case = "ledger line"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["net", "cost", "income"]
categories = ["client_group"]
breakdowns = ["service"]
crosses = ["service x client_group"]
*/
with

lines as (
    select
        spending.*,
        coalesce(client_groups.label, 'Not known') as client_group_label,
    from model.spending
    left join code.client_groups
        on spending.client_group = client_groups.code
),

figures as (
    select *, 'net' as figure, amount as counted_amount, from lines
    union all by name
    select *, 'cost' as figure, amount as counted_amount, from lines
    where kind is distinct from 'income'
    union all by name
    select *, 'income' as figure, -amount as counted_amount, from lines
    where kind = 'income'
)

select
    periods.period_id,
    figures.authority,
    figures.figure,
    figures.transaction_id as case_id,
    null as child_id,
    figures.provider_id,
    figures.counted_amount as numerator,
    null as denominator,
    figures.client_group_label as client_group,
    figures.breakdowns,
from figures
inner join model.periods
    on figures.counted_on
    between periods.period_start and periods.period_end
    and periods.period_kind <> 'rolling_year'
