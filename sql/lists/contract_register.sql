/*
title = "Contracts with providers"
says = """
Contracts with others that have not ended on the as-at date: who with, what for,
how bought, and their value over the whole term. Values are published under the
Local Government Transparency Code 2015; where fewer children than the threshold
have lived under a contract its value would tell the price of a child's
placement, and is not printed.
"""
audience = "public"
scope = "authority"
needs = ["contracts", "contract_lots", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract_id = { label = "Reference", unit = "text", says = "The contract, by its reference" }
title = { label = "Contract", unit = "text", says = "Title of the framework, or how the contract is bought" }
provider = { label = "Provider", unit = "text", says = "The provider" }
arrangement = { label = "How bought", unit = "text", says = "How it was bought" }
lots = { label = "Lots", unit = "text", says = "Lots of the framework" }
services = { label = "Services", unit = "text", says = "What is bought" }
starts_on = { label = "Begins", unit = "date", says = "First day" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
value = { label = "Value", unit = "pounds", says = "Value over the whole term in pounds; c where it is not printed" }
state = { label = "State", unit = "text", says = "Planned, live or suspended" }
*/
select
    authority,
    contract_id,
    public_title as title,
    provider,
    arrangement_label as arrangement,
    coalesce(lots, 'None') as lots,
    services_in_words as services,
    starts_on,
    ends_on,
    case
        when value is null then 'x'
        when is_value_public then value::varchar
        else 'c'
    end as value,
    state,
from model.contract_register
where state <> 'Ended'
order by authority, arrangement, title, provider, contract_id
