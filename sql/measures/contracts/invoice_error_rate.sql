/*
title = "Invoice lines with an exception"
unit = "percent"
polarity = "lower is better"
definition = """
Of the lines of invoices that came in the period, credits and rejected lines
apart, the percentage that raise an exception which no credit has taken back in
full, by the rules of "Invoice exceptions". Differences between the ledger and
an invoice are of no line and are left out. Without a register of agreements,
not known.
"""
source = "The council's invoices, individual placement agreements and contracts"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["invoices", "agreements"]
case = "invoice line"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["provider"]
*/
with

exceptions as (
    select distinct authority, line_id from model.invoice_exceptions
    where at_stake > 0 and rule <> 'ledger'
),

providers as (
    select
        authority,
        provider_id,
        breakdowns_with(no_breakdowns(), provider := name) as breakdowns,
    from model.providers
)

select
    lines.counted_on,
    lines.authority,
    lines.line_id as case_id,
    lines.child_id,
    lines.provider_id,
    case
        when not lines.is_held then null
        when exceptions.line_id is null then 0
        else 1
    end as numerator,
    1 as denominator,
    coalesce(
        providers.breakdowns,
        breakdowns_with(no_breakdowns(), provider := 'Not known')
    ) as breakdowns,
from model.billed_lines as lines
left join exceptions
    on lines.authority = exceptions.authority
    and lines.line_id = exceptions.line_id
left join providers
    on lines.authority = providers.authority
    and lines.provider_id = providers.provider_id
where lines.is_standing and not lines.is_credit
