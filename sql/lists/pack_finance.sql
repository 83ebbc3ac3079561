/*
title = "Business health"
says = """
Finance checks of the provider, the newest first. The rating is from 1, the
best, to 4.
"""
audience = "exempt"
scope = "provider"
needs = ["monitoring"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
held_on = { label = "Checked on", unit = "date", says = "Day of the check" }
rating = { label = "Rating", unit = "text", says = "From 1, the best, to 4" }
actions_open = { label = "Actions still open", unit = "count", says = "Actions still open from it" }
notes = { label = "Note", unit = "text", says = "As noted at the time" }

[settings]
newest = { default = 4, type = "integer", says = "So many of the newest checks are listed" }
*/
select
    provider_id,
    held_on,
    rating || ' of 4' as rating,
    actions_open,
    notes,
from model.provider_events
where
    provider_id is not null
    and kind = 'finance check'
    and held_on is not null
qualify row_number() over (
    partition by provider_id order by held_on desc, event_id
) <= getvariable('pack_finance.newest')
order by provider_id, held_on desc, event_id
