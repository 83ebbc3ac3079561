/*
title = "Invoice exceptions by officer"
says = """
What the invoice check raises and no credit has taken back in full, put together
by who answers for the agreement or the contract and by what is wrong: how many,
what is at stake, since when, and the invoice with the most at stake. Each of
them stands in the budget monitor.
"""
audience = "exempt"
scope = "council"
needs = ["invoices", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
officer = { label = "Officer", unit = "text", says = "Who answers for the agreement or the contract" }
rule = { label = "Exception", unit = "text", says = "What is wrong" }
exceptions = { label = "How many", unit = "count", says = "Exceptions of the kind" }
at_stake = { label = "At stake", unit = "pounds", says = "Pounds at stake, less what credits have taken back" }
oldest_on = { label = "Since", unit = "date", says = "Day on which the first of the invoices came" }
largest = { label = "The most at stake", unit = "text", says = "The invoice with the most at stake, and whose it is" }
*/
with

exceptions as (
    select
        exceptions.*,
        exceptions.invoice_number || ' ('
        || coalesce(providers.name, exceptions.provider_id, 'Not known') || ')'
            as invoice,
    from model.invoice_exceptions as exceptions
    left join model.providers
        on exceptions.authority = providers.authority
        and exceptions.provider_id = providers.provider_id
    where exceptions.at_stake > 0
)

select
    coalesce(officer, 'Nobody is named') as officer,
    rule_label as rule,
    count(*) as exceptions,
    sum(at_stake)::decimal(18, 2) as at_stake,
    min(received_on) as oldest_on,
    min_by(invoice, (-at_stake, invoice_number, exception_id)) as largest,
from exceptions
group by officer, rule_label
order by officer is null, officer, at_stake desc, rule
