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
with

waiting as (
    select
        authority,
        statuses.label || ', not approved' as why,
        1 as place,
        provider_id,
        held_to as agreement_id,
        invoice_number,
        service_from,
        service_to,
        amount as billed,
        null as arithmetic,
        null as at_stake,
    from model.invoice_lines
    inner join code.invoice_status as statuses
        on invoice_lines.status = statuses.code
    where status in ('received', 'queried')
),

raised as (
    select
        authority,
        rule_label as why,
        2 as place,
        provider_id,
        agreement_id,
        invoice_number,
        service_from,
        service_to,
        billed,
        arithmetic,
        at_stake,
    from model.invoice_exceptions
    where is_for_provider and at_stake > 0
),

open_lines as (
    select * from waiting
    union all
    select * from raised
)

select
    coalesce(open_lines.provider_id, agreements.provider_id) as provider_id,
    open_lines.why,
    open_lines.agreement_id,
    count(*) as lines,
    case
        when count(distinct open_lines.invoice_number)
            > getvariable('pack_invoices.invoices_named')
            then min(open_lines.invoice_number) || ' and '
            || count(distinct open_lines.invoice_number) - 1 || ' others'
        else string_agg(
            distinct open_lines.invoice_number, ', '
            order by open_lines.invoice_number
        )
    end as invoices,
    min(open_lines.service_from) as service_from,
    max(open_lines.service_to) as service_to,
    sum(open_lines.billed) as billed,
    arg_max(open_lines.arithmetic, open_lines.at_stake) as arithmetic,
    sum(open_lines.at_stake) as at_stake,
from open_lines
left join model.invoice_agreements as agreements
    on open_lines.authority = agreements.authority
    and open_lines.agreement_id = agreements.agreement_id
where
    coalesce(open_lines.provider_id, agreements.provider_id)
    = coalesce(agreements.provider_id, open_lines.provider_id)
group by all
order by
    1,
    min(open_lines.place),
    sum(open_lines.at_stake) desc,
    open_lines.why,
    open_lines.agreement_id
