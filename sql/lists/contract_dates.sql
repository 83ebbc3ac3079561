/*
title = "Days of contracts"
says = """
Contracts with others that have not ended on the as-at date, the first to end
first: extensions, notice, review, and the next exercise to buy. A day that has
passed is still listed.
"""
audience = "public"
scope = "authority"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract_id = { label = "Reference", unit = "text", says = "The contract, by its reference" }
contract = { label = "Contract", unit = "text", says = "Title of the framework, or how the contract is bought" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
extensions = { label = "Extensions, months", unit = "text", says = "Months of each extension that can be had" }
last_end_on = { label = "At the latest", unit = "date", says = "Last day with all extensions" }
notice_by = { label = "Notice by", unit = "date", says = "Day by which notice must be given so that it ends on its last day" }
review_on = { label = "Review", unit = "date", says = "Day of the next review" }
procurement_starts_on = { label = "Next exercise", unit = "date", says = "Day on which work on the next procurement begins" }
stage = { label = "Stage", unit = "text", says = "How far the next procurement is, by its day" }
*/
select
    authority,
    contract_id,
    public_title as contract,
    ends_on,
    coalesce(extensions, 'None') as extensions,
    last_end_on,
    notice_by,
    review_on,
    procurement_starts_on,
    stage,
from model.contract_register
where state <> 'Ended'
order by authority, ends_on nulls last, contract_id
