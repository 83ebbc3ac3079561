/*
title = "Invoice exceptions to settle"
says = """
What the invoice check raises and no credit has taken back in full, with the
arithmetic and the agreement and contract that it rests on: what was over-billed
first, then what no agreement covers and the ledger, by the amount at stake; last
what only wants a signature. In
a provider's pack are neither differences of the ledger nor lines on an agreement
with another provider.
"""
audience = "exempt"
scope = "provider"
needs = ["invoices", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
rule = { label = "Exception", unit = "text", says = "What is wrong" }
invoice_number = { label = "Invoice", unit = "text", says = "The provider's number of the invoice" }
line = { label = "Line", unit = "text", says = "Line of the invoice; empty where it is the whole invoice" }
received_on = { label = "Came on", unit = "date", says = "Day on which the invoice came" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider whose pack it belongs in, by its reference; empty where in none", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider that bills" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
service_from = { label = "From", unit = "date", says = "First night billed" }
service_to = { label = "To", unit = "date", says = "Last night billed" }
billed = { label = "Billed", unit = "pounds", says = "Pounds billed on the line, or on the invoice" }
at_stake = { label = "At stake", unit = "pounds", says = "Pounds at stake, less what credits have taken back" }
arithmetic = { label = "Arithmetic", unit = "text", says = "How the amount comes about" }
rests_on = { label = "Rests on", unit = "text", says = "The agreement and the contract" }
officer = { label = "Officer", unit = "text", says = "Who answers for the agreement or the contract" }
status = { label = "Status", unit = "text", says = "How far the invoice has come" }
recovered = { label = "Taken back", unit = "pounds", says = "Pounds that credits have taken back so far" }
*/
select
    exceptions.authority,
    exceptions.rule_label as rule,
    exceptions.invoice_number,
    exceptions.line,
    exceptions.received_on,
    case
        when exceptions.is_for_provider
            and coalesce(agreements.provider_id, exceptions.provider_id)
            = exceptions.provider_id
            then exceptions.provider_id
    end as provider_id,
    coalesce(providers.name, exceptions.provider_id) as provider,
    coalesce(children.source_child_id, exceptions.child_id) as child_id,
    exceptions.agreement_id,
    exceptions.service_from,
    exceptions.service_to,
    exceptions.billed,
    exceptions.at_stake,
    exceptions.arithmetic,
    exceptions.rests_on,
    exceptions.officer,
    exceptions.status,
    exceptions.recovered,
from model.invoice_exceptions as exceptions
left join model.providers
    on exceptions.authority = providers.authority
    and exceptions.provider_id = providers.provider_id
left join model.invoice_agreements as agreements
    on exceptions.authority = agreements.authority
    and exceptions.agreement_id = agreements.agreement_id
left join model.children
    on exceptions.child_id = children.child_id
where exceptions.at_stake > 0
order by
    exceptions.authority,
    exceptions.rule = 'unsigned',
    exceptions.is_recoverable desc,
    exceptions.at_stake desc,
    exceptions.exception_id
