/*
title = "Provider events"
says = """
One row per visit, audit, check or meeting with a provider. The provider is the
one named, else that of the home with the regulator's number, else that of the
agreement. held_on is empty while it has not been held by the as-at date; what
neither was held nor has a day by which it is to be held is unseen.
"""
*/
with

events as (
    select * from staging.monitoring
),

agreements as (
    select
        authority,
        agreement_id,
        arg_max(provider_id, valid_from) as provider_id,
    from model.agreements
    group by authority, agreement_id
)

select
    events.authority,
    events.event_id,
    coalesce(
        events.provider_id, homes.provider_id, agreements.provider_id
    ) as provider_id,
    homes.name as home,
    events.agreement_id,
    case
        when events.held_on <= getvariable('as_at') then events.held_on
    end as held_on,
    coalesce(
        events.held_by,
        case when events.held_on > getvariable('as_at') then events.held_on end
    ) as held_by,
    events.visitor,
    events.kind,
    coalesce(kinds.label, 'Not known') as kind_label,
    case when events.rating between 1 and 4 then events.rating end as rating,
    greatest(events.actions_open, 0) as actions_open,
    events.notes,
    events.file_id,
    events.row_number,
from events
left join model.homes
    on events.authority = homes.authority
    and upper(events.urn) = upper(homes.urn)
    and homes.is_urn_first
left join agreements
    on events.authority = agreements.authority
    and events.agreement_id = agreements.agreement_id
left join code.monitoring_kind as kinds
    on events.kind = kinds.code
where
    events.held_on <= getvariable('as_at')
    or events.held_by is not null
    or events.held_on > getvariable('as_at')
order by events.authority, events.event_id
