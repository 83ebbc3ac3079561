/*
title = "Episodes"
says = """
One row per episode of care, repaired, as it stood on the as-at date: episodes
that begin after it are unseen, an end after it is not yet an end. ended_on is
the day on which the child left, so the child is looked after on every day from
started_on up to, and not on, ended_on.
"""
*/
with

untangled as (
    select * from model.episode_overlaps
    where
        not is_inside_another
        and started_on <= getvariable('as_at')
),

repairs as (
    select
        episode_id,
        list(rule order by took_effect_on, rule) as repairs,
    from model.episode_repairs
    group by episode_id
),

services_of_placements as (
    select
        place,
        nullif(place_provider, '') as place_provider,
        nullif(service, '') as service,
    from code.service_of_placement
)

select
    untangled.authority,
    untangled.child_id,
    untangled.episode_id,
    untangled.started_on,
    case
        when untangled.ended_on <= getvariable('as_at') then untangled.ended_on
    end as ended_on,
    untangled.reason_started,
    received.legal_status,
    untangled.is_short_break,
    received.need,
    received.place,
    received.place_provider,
    coalesce(exact_services.service, any_services.service) as service,
    providers.sector,
    coalesce(places.is_temporary, false) as is_temporary,
    coalesce(places.is_adoption, false) as is_adoption,
    coalesce(places.is_adoption_same_carer, false) as is_adoption_same_carer,
    case
        when untangled.ended_on <= getvariable('as_at')
            then untangled.reason_ended
    end as reason_ended,
    case
        when untangled.ended_on <= getvariable('as_at')
            then received.reason_placement_changed
    end as reason_placement_changed,
    received.home_postcode,
    received.placement_postcode,
    received.urn,
    received.placement_authority,
    received.placement_miles,
    received.placement_location,
    untangled.is_cut as is_overlap_cut,
    case
        when untangled.is_kept_open then untangled.snapshot_on
    end as kept_open_after,
    coalesce(repairs.repairs, []) as repairs,
    untangled.snapshot_on,
    untangled.file_id,
    untangled.row_number,
from untangled
inner join staging.episodes as received
    on untangled.authority = received.authority
    and untangled.source_child_id = received.child_id
    and untangled.started_on = received.started_on
left join repairs
    on untangled.episode_id = repairs.episode_id
left join code.episodes_place as places
    on received.place = places.code
left join code.episodes_place_provider as providers
    on received.place_provider = providers.code
left join services_of_placements as exact_services
    on received.place = exact_services.place
    and received.place_provider = exact_services.place_provider
left join services_of_placements as any_services
    on received.place = any_services.place
    and any_services.place_provider is null
order by untangled.authority, untangled.child_id, untangled.started_on
