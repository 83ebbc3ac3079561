/*
title = "Open actions"
says = """
One row per visit, audit, check or meeting of which actions are still open, the
oldest first.
"""
audience = "exempt"
scope = "provider"
needs = ["monitoring"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
held_on = { label = "Agreed on", unit = "date", says = "Day of the visit or meeting" }
kind = { label = "At", unit = "text", says = "Kind of visit, audit, check or meeting" }
home = { label = "Home or agency", unit = "text", says = "Where it concerns one" }
actions_open = { label = "Open", unit = "count", says = "Actions still open" }
notes = { label = "What is to be done", unit = "text", says = "As noted at the time" }
days_open = { label = "Days open", unit = "count", says = "Days since" }
*/
select
    provider_id,
    held_on,
    kind_label as kind,
    home,
    actions_open,
    notes,
    getvariable('as_at') - held_on as days_open,
from model.provider_events
where
    provider_id is not null
    and held_on is not null
    and actions_open > 0
order by provider_id, held_on, event_id
