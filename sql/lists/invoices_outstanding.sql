/*
title = "Invoices outstanding with a provider"
says = """
For the provider's own pack: lines that are received or queried and not yet
approved, and lines with an exception that no credit has taken back, with the
arithmetic. Children stand by the agreement only; a line on an agreement with
another provider is left out.
"""
audience = "exempt"
scope = "provider"
needs = ["invoices", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
invoice_number = { label = "Invoice", unit = "text", says = "The provider's number of the invoice" }
line = { label = "Line", unit = "text", says = "Line of the invoice" }
received_on = { label = "Came on", unit = "date", says = "Day on which the invoice came" }
days_outstanding = { label = "Days", unit = "days", says = "Days since it came" }
status = { label = "Status", unit = "text", says = "How far it has come" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
item = { label = "Item", unit = "text", says = "What is billed" }
service_from = { label = "From", unit = "date", says = "First night billed" }
service_to = { label = "To", unit = "date", says = "Last night billed" }
billed = { label = "Billed", unit = "pounds", says = "Pounds billed on the line" }
at_stake = { label = "In question", unit = "pounds", says = "Pounds in question, less what credits have taken back" }
exceptions = { label = "Why", unit = "text", says = "What is in question, with the arithmetic" }
*/
with

exceptions as (
    select
        authority,
        line_id,
        sum(at_stake) as at_stake,
        string_agg(
            rule_label || ': ' || arithmetic, '; '
            order by exception_id
        ) as exceptions,
    from model.invoice_exceptions
    where is_for_provider and at_stake > 0
    group by authority, line_id
)

select
    lines.authority,
    coalesce(lines.provider_id, agreements.provider_id) as provider_id,
    lines.invoice_number,
    lines.line,
    lines.received_on,
    getvariable('as_at') - lines.counted_on as days_outstanding,
    lines.status,
    lines.agreement_id,
    lines.item,
    lines.service_from,
    lines.service_to,
    lines.amount as billed,
    coalesce(exceptions.at_stake, 0) as at_stake,
    exceptions.exceptions,
from model.invoice_lines as lines
left join exceptions
    on lines.authority = exceptions.authority
    and lines.line_id = exceptions.line_id
left join model.invoice_agreements as agreements
    on lines.authority = agreements.authority
    and lines.held_to = agreements.agreement_id
where
    coalesce(lines.provider_id, agreements.provider_id)
    = coalesce(agreements.provider_id, lines.provider_id)
    and (
        exceptions.line_id is not null
        or lines.status in ('received', 'queried')
    )
order by
    lines.authority,
    coalesce(lines.provider_id, agreements.provider_id),
    lines.counted_on,
    lines.invoice_number,
    lines.seq
