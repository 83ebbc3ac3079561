/*
title = "Days of contracts"
says = """
Frameworks, and contracts with others outside them, that have not ended on the
as-at date, the first to end first: extensions, notice, review, and the next
exercise to buy. A day that has passed is still listed.
"""
audience = "public"
scope = "authority"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract = { label = "Contract", unit = "text", says = "Title of the framework, or how the contract is bought" }
provider = { label = "With", unit = "text", says = "The provider, or how many" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
extensions = { label = "Extensions, months", unit = "text", says = "Months of each extension that can be had" }
last_end_on = { label = "At the latest", unit = "date", says = "Last day with all extensions" }
notice_by = { label = "Notice by", unit = "date", says = "Day by which notice must be given so that it ends on its last day" }
review_on = { label = "Review", unit = "date", says = "Day of the next review" }
procurement_starts_on = { label = "Next exercise", unit = "date", says = "Day on which work on the next procurement begins" }
*/
select
    authority,
    public_title as contract,
    provider,
    ends_on,
    coalesce(extensions, 'None') as extensions,
    last_end_on,
    notice_by,
    review_on,
    procurement_starts_on,
from model.procurements
order by authority, ends_on nulls last, public_title, provider
