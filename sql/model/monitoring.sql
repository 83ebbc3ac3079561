/*
title = "Contract monitoring"
says = """
One row per visit, audit, check or meeting with a provider that was held by the
as-at date. The provider is the one named, else that of the home with the
regulator's number, else that of the agreement. A rating outside 1 (the best) to
4 is not known.
"""
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
