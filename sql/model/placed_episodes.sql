/*
title = "Placed episodes"
says = """
Each episode with all that does not change while it lasts: its placement and
period of care, who the child is, where the placement lies, its labels, and
the home that the regulator's number leads to.
"""
*/
with

episodes as (
    select * from model.episodes
),

placement_sequence as (
    select * from model.placement_sequence
),

children as (
    select * from model.children
),

homes as (
    select * from model.homes
    where is_urn_first
)

select
    episodes.authority,
    episodes.child_id,
    episodes.episode_id,
    placement_sequence.placement_id,
    placement_sequence.period_of_care_id,
    episodes.started_on,
    episodes.ended_on,
    placement_sequence.placement_started_on,
    placement_sequence.care_started_on,
    periods_of_care.is_start_known as is_care_start_known,
    episodes.is_short_break,
    episodes.is_temporary,
    placement_sequence.is_first_of_placement,
    episodes.reason_started,
    episodes.legal_status,
    episodes.need,
    episodes.place,
    episodes.place_provider,
    episodes.service,
    episodes.sector,
    periods_of_care.home_postcode,
    episodes.placement_postcode,
    episodes.urn,
    episodes.kept_open_after,
    localities.placement_authority,
    localities.is_out_of_area,
    localities.locality,
    localities.miles_from_home,
    localities.miles_from_fixed_point,
    homes.home_id,
    homes.provider_id,
    children.born_on,
    children.sex,
    children.ethnic_group,
    children.is_asylum_seeking,
    children.asylum_seeking_until,
    coalesce(needs.label, 'Not known') as need_label,
    coalesce(legal_statuses.label, 'Not known') as legal_status_label,
from episodes
inner join placement_sequence
    on episodes.episode_id = placement_sequence.episode_id
inner join model.periods_of_care
    on placement_sequence.period_of_care_id
    = periods_of_care.period_of_care_id
inner join model.localities
    on episodes.episode_id = localities.episode_id
inner join children
    on episodes.child_id = children.child_id
left join homes
    on episodes.authority = homes.authority
    and episodes.urn = homes.urn
left join code.episodes_cin as needs
    on episodes.need = needs.code
left join code.episodes_ls as legal_statuses
    on episodes.legal_status = legal_statuses.code
