/*
title = "Contract monitoring"
says = """
One row per visit, audit, check or meeting with a provider that was held by the
as-at date. The provider is the one named, else that of the home with the
regulator's number, else that of the agreement. A rating outside 1 (the best) to
4 is not known. is_review, is_visit and is_seen say of which sort the event is; an
event may be of several.
"""

[settings]
review_kinds = { default = "review meeting", type = "text", says = "Kinds of monitoring that are a review meeting with the provider, parted by commas" }
visit_kinds = { default = "quality visit", type = "text", says = "Kinds of monitoring that are a quality visit, parted by commas" }
seen_kinds = { default = "quality visit, compliance visit, safeguarding audit", type = "text", says = "Kinds of monitoring by which somebody has seen the provision, parted by commas" }
*/
with

events as (
    select * from staging.monitoring
    where held_on <= getvariable('as_at')
),

homes as (
    select * from model.homes
    where is_urn_first
)

select
    events.authority,
    events.event_id,
    events.kind,
    coalesce(
        events.provider_id, homes.provider_id, agreements.provider_id
    ) as provider_id,
    upper(events.urn) as urn,
    events.agreement_id,
    events.held_on,
    list_contains(
        string_split(
            replace(getvariable('monitoring.review_kinds'), ', ', ','), ','
        ),
        events.kind
    ) as is_review,
    list_contains(
        string_split(
            replace(getvariable('monitoring.visit_kinds'), ', ', ','), ','
        ),
        events.kind
    ) as is_visit,
    list_contains(
        string_split(
            replace(getvariable('monitoring.seen_kinds'), ', ', ','), ','
        ),
        events.kind
    ) as is_seen,
    events.held_by as to_be_held_by,
    events.visitor,
    case when events.rating between 1 and 4 then events.rating end as rating,
    events.actions_open,
    events.file_id,
    events.row_number,
from events
left join homes
    on events.authority = homes.authority
    and upper(events.urn) = upper(homes.urn)
left join model.agreement_records as agreements
    on events.authority = agreements.authority
    and events.agreement_id = agreements.agreement_id
order by events.authority, events.event_id
