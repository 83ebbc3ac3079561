/*
title = "What will be bought, and when"
says = """
Frameworks, purchasing systems and contracts bought ahead that have not ended,
with the day on which work on the next procurement begins, the first first. It
names no provider and no price.
"""
audience = "public"
scope = "authority"
needs = ["contracts", "frameworks"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
title = { label = "Framework or contract", unit = "text", says = "The framework, or how the contract is bought" }
services = { label = "Services", unit = "text", says = "What is bought" }
lead_authority = { label = "Led by", unit = "text", says = "The authority that leads" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
last_end_on = { label = "At the latest", unit = "date", says = "Last day with all extensions" }
procurement_starts_on = { label = "Next exercise", unit = "date", says = "Day on which work on the next procurement begins" }
stage = { label = "Stage", unit = "text", says = "How far the next procurement is, by its day" }
*/
select
    authority,
    public_title as title,
    services,
    coalesce(lead_authority, 'The council') as lead_authority,
    ends_on,
    last_end_on,
    procurement_starts_on,
    stage,
from model.procurements
where is_bought_ahead
order by
    authority,
    procurement_starts_on nulls last,
    ends_on nulls last,
    public_title
