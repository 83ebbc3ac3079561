/*
title = "Visits, audits and meetings"
says = """
One row per kind of visit, audit, check or meeting with the provider: the last
one held, how it was rated (1 is best, 4 worst), and the day by which the next
is to be held: the one planned, or that of the risk or the interval, if earlier.
"""
audience = "exempt"
scope = "provider"
needs = ["monitoring"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
kind = { label = "What", unit = "text", says = "Kind of visit, audit, check or meeting" }
held = { label = "Held in twelve months", unit = "count", says = "How many were held in the twelve months to the as-at date" }
last_on = { label = "Last held", unit = "date", says = "Day of the last one" }
rating = { label = "Rating", unit = "text", says = "How the last one was rated" }
actions_open = { label = "Actions still open", unit = "count", says = "Actions still open from all of them" }
next_by = { label = "Next by", unit = "date", says = "Day by which the next is to be held" }
*/
with

kinds as (
    select
        provider_id,
        kind,
        kind_label,
        count(*) filter (
            where held_on > getvariable('as_at') - interval 1 year
        ) as held,
        max(held_on) as last_on,
        arg_max(rating, held_on) filter (where rating is not null)
        || ' of 4' as rating,
        sum(actions_open) as actions_open,
        min(held_by) filter (where held_on is null) as planned_on,
    from model.provider_events
    where provider_id is not null
    group by provider_id, kind, kind_label
),

dues as (
    select
        provider_id,
        monitoring_kind as kind,
        min(due_on) as due_on,
    from model.provider_dues
    group by provider_id, monitoring_kind
)

select
    kinds.provider_id,
    kinds.kind_label as kind,
    kinds.held,
    kinds.last_on,
    kinds.rating,
    kinds.actions_open,
    least(kinds.planned_on, dues.due_on) as next_by,
from kinds
left join dues
    on kinds.provider_id = dues.provider_id
    and kinds.kind = dues.kind
order by kinds.provider_id, kinds.kind_label
