/*
title = "Discounts missed"
says = """
Discounts that were due on invoice lines and not given in full, by agreement,
kind and invoice, the latest first.
"""
audience = "exempt"
scope = "provider"
needs = ["invoices", "agreements", "discount_terms"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
kind = { label = "Discount", unit = "text", says = "Sibling, long stay or volume" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider whose pack it belongs in, by its reference; empty where in none", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider that bills" }
contract_id = { label = "Contract", unit = "text", says = "The contract whose terms give the discount" }
agreement_id = { label = "Agreement", unit = "code", says = "The individual placement agreement" }
invoice_number = { label = "Invoice", unit = "text", says = "The provider's number of the invoice" }
service_from = { label = "From", unit = "date", says = "First night billed" }
service_to = { label = "To", unit = "date", says = "Last night billed" }
nights = { label = "Nights", unit = "nights", says = "Nights on which the discount was due" }
threshold = { label = "From", unit = "count", says = "Nights, placements or pounds from which it is due" }
percent = { label = "Per cent", unit = "percent", says = "Per cent of the price" }
due = { label = "Due", unit = "pounds", says = "Pounds due" }
given = { label = "Given", unit = "pounds", says = "Pounds given, in the price, the bill or a line of its own" }
missed = { label = "Missed", unit = "pounds", says = "Pounds due and not given" }
*/
select
    discounts.authority,
    discounts.kind_label as kind,
    case
        when coalesce(agreements.provider_id, discounts.provider_id)
            = discounts.provider_id
            then discounts.provider_id
    end as provider_id,
    coalesce(providers.name, discounts.provider_id) as provider,
    discounts.contract_id,
    discounts.agreement_id,
    discounts.invoice_number,
    discounts.service_from,
    discounts.service_to,
    discounts.nights,
    discounts.threshold,
    discounts.percent,
    discounts.due,
    discounts.given,
    discounts.missed,
from model.discounts_due as discounts
left join model.providers
    on discounts.authority = providers.authority
    and discounts.provider_id = providers.provider_id
left join model.invoice_agreements as agreements
    on discounts.authority = agreements.authority
    and discounts.agreement_id = agreements.agreement_id
where discounts.missed > 0
order by
    discounts.authority,
    discounts.counted_on desc,
    discounts.line_id,
    discounts.kind
