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

overlaps as (
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
    overlaps.authority,
    overlaps.child_id,
    overlaps.episode_id,
    overlaps.started_on,
    case
        when overlaps.ended_on <= getvariable('as_at') then overlaps.ended_on
    end as ended_on,
    overlaps.reason_started,
    overlaps.legal_status,
    overlaps.is_short_break,
    overlaps.need,
    overlaps.place,
    overlaps.place_provider,
    coalesce(exact_services.service, any_services.service) as service,
    providers.sector,
    coalesce(places.is_temporary, false) as is_temporary,
    coalesce(places.is_adoption, false) as is_adoption,
    coalesce(places.is_adoption_same_carer, false) as is_adoption_same_carer,
    case
        when overlaps.ended_on <= getvariable('as_at')
            then overlaps.reason_ended
    end as reason_ended,
    case
        when overlaps.ended_on <= getvariable('as_at')
            then overlaps.reason_placement_changed
    end as reason_placement_changed,
    overlaps.home_postcode,
    overlaps.placement_postcode,
    overlaps.urn,
    overlaps.placement_authority,
    overlaps.placement_miles,
    overlaps.placement_location,
    overlaps.is_cut as is_overlap_cut,
    case
        when overlaps.is_kept_open then overlaps.snapshot_on
    end as kept_open_after,
    coalesce(repairs.repairs, []) as repairs,
    overlaps.snapshot_on,
    overlaps.file_id,
    overlaps.row_number,
from overlaps
left join repairs
    on overlaps.episode_id = repairs.episode_id
left join code.episodes_place as places
    on overlaps.place = places.code
left join code.episodes_place_provider as providers
    on overlaps.place_provider = providers.code
left join services_of_placements as exact_services
    on overlaps.place = exact_services.place
    and overlaps.place_provider = exact_services.place_provider
left join services_of_placements as any_services
    on overlaps.place = any_services.place
    and any_services.place_provider is null
order by overlaps.authority, overlaps.child_id, overlaps.started_on
