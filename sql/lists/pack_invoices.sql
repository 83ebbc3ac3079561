/*
title = "Invoices to settle"
says = """
What is open between the provider and the council on invoices, one row per
agreement and reason: lines that have come and are not approved, and lines that
the invoice check raises and no credit has taken back. Of more invoices than the
setting says the first and the number of the others are named. A line on an
agreement with another provider is left out, and so is what the council's own
ledger has otherwise.
"""
audience = "exempt"
scope = "provider"
needs = ["invoices", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
why = { label = "Why", unit = "text", says = "How far the lines have come, or what is wrong with them" }
agreement_id = { label = "Agreement", unit = "code", says = "The individual placement agreement" }
lines = { label = "Lines", unit = "count", says = "Lines of invoices" }
invoices = { label = "Invoices", unit = "text", says = "The provider's numbers of the invoices" }
service_from = { label = "From", unit = "date", says = "First night billed" }
service_to = { label = "To", unit = "date", says = "Last night billed" }
billed = { label = "Billed", unit = "pounds", says = "Pounds billed on the lines" }
arithmetic = { label = "Arithmetic", unit = "text", says = "How the amount in question comes about; of several lines that of the largest" }
at_stake = { label = "In question", unit = "pounds", says = "Pounds in question, less what credits have taken back" }

[settings]
invoices_named = { default = 2, type = "integer", says = "So many invoices are named one by one" }
*/
select
    provider_id,
    why,
    agreement_id,
    count(*) as lines,
    case
        when count(distinct invoice_number)
            > getvariable('pack_invoices.invoices_named')
            then min(invoice_number) || ' and '
            || count(distinct invoice_number) - 1 || ' others'
        else string_agg(
            distinct invoice_number, ', ' order by invoice_number
        )
    end as invoices,
    min(service_from) as service_from,
    max(service_to) as service_to,
    sum(billed) as billed,
    case when count(arithmetic) > 1 then 'largest of ' || lines || ' lines: '
        else ''
    end || arg_max(arithmetic, at_stake) as arithmetic,
    sum(at_stake) as at_stake,
from model.invoice_lines_to_settle
group by provider_id, why, agreement_id
order by
    provider_id,
    min(place),
    sum(at_stake) desc,
    why,
    agreement_id
