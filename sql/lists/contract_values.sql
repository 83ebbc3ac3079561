/*
title = "Titles, values and officers of contracts"
says = """
Contracts with others that have not ended on the as-at date, each with its own
title, which may name a home, its value and the officer who answers for it.
"""
audience = "exempt"
scope = "authority"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract_id = { label = "Reference", unit = "text", says = "The contract, by its reference" }
title = { label = "Contract", unit = "text", says = "Title of the contract" }
provider = { label = "Provider", unit = "text", says = "The provider" }
call_off = { label = "Call-off", unit = "text", says = "How placements are called off" }
value = { label = "Value", unit = "pounds", says = "Value over the whole term in pounds" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
*/
select
    authority,
    contract_id,
    title,
    provider,
    coalesce(call_off, 'Not known') as call_off,
    value,
    coalesce(officer, 'Not known') as officer,
from model.contract_register
where state <> 'Ended'
order by authority, contract_id
