/*
title = "Discounts"
unit = "pounds"
polarity = "neutral"
definition = """
Discounts on the invoices that came in the period, by the terms of the contracts.
A sibling discount is due for each night on which so many brothers and sisters of
one sibling group, the child among them, are placed with the same provider; a
long stay discount from the night of the child with the provider whose number is
the threshold; a volume discount on each night on which so many placements under
the contract are live, or from the night on which its nights or pounds since
1 April reach the threshold, for all placements under it. Of several thresholds
of a kind the highest that is reached holds; several kinds add up. "due" is the
percentage of the core price of the nights billed; "given" what the agreed price,
the bill or a line of its own takes off for it; "missed" the rest.
"""
source = "Discount terms of the contracts, individual placement agreements and invoices"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["invoices", "agreements", "discount_terms"]
case = "invoice line"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["missed", "due", "given"]
categories = ["kind"]
breakdowns = ["provider", "contract"]
*/
with

figures as (
    select *, 'missed' as figure, missed as amount
    from model.discounts_due
    where missed > 0
    union all
    select *, 'due' as figure, due as amount
    from model.discounts_due
    union all
    select *, 'given' as figure, given as amount
    from model.discounts_due
    where given > 0
)

select
    figures.counted_on,
    figures.authority,
    figures.figure,
    figures.line_id || '/' || figures.kind as case_id,
    figures.child_id,
    figures.provider_id,
    figures.amount as numerator,
    null as denominator,
    figures.kind_label as kind,
    breakdowns_with(
        no_breakdowns(),
        provider := coalesce(providers.name, 'Not known'),
        contract := contracts.title
    ) as breakdowns,
from figures
left join model.providers
    on figures.authority = providers.authority
    and figures.provider_id = providers.provider_id
left join model.contracts
    on figures.authority = contracts.authority
    and figures.contract_id = contracts.contract_id
