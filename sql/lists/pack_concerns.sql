/*
title = "Concerns"
says = """
Concerns about the provider raised in the twelve months to the as-at date, or
still open, counted by kind. Severity is from 1, the least, to 4.
"""
audience = "exempt"
scope = "provider"
needs = ["concerns"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
kind = { label = "Kind", unit = "text", says = "Kind of concern" }
raised = { label = "Raised in twelve months", unit = "count", says = "Concerns raised in the twelve months to the as-at date" }
still_open = { label = "Still open", unit = "count", says = "Concerns not closed" }
severity = { label = "Highest severity", unit = "text", says = "The highest severity among them" }
last_on = { label = "Last raised", unit = "date", says = "Day of the last one" }
*/
select
    provider_id,
    kind,
    count(*) filter (
        where raised_on > getvariable('as_at') - interval 1 year
    ) as raised,
    count(*) filter (where closed_on is null) as still_open,
    max(severity) || ' of 4' as severity,
    max(raised_on) as last_on,
from model.provider_concerns
where
    provider_id is not null
    and (
        closed_on is null
        or raised_on > getvariable('as_at') - interval 1 year
    )
group by provider_id, kind
order by provider_id, still_open desc, raised desc, kind
