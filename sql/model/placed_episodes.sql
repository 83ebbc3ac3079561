/*
title = "Placed episodes"
says = """
Each episode with all that does not change while it lasts: its placement and
period of care, who the child is, where the placement lies, its labels, and
the home that the regulator's number leads to.
"""
*/
with

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
    placement_sequence.authority,
    placement_sequence.child_id,
    placement_sequence.episode_id,
    placement_sequence.placement_id,
    placement_sequence.period_of_care_id,
    placement_sequence.started_on,
    placement_sequence.ended_on,
    placement_sequence.placement_started_on,
    placement_sequence.care_started_on,
    periods_of_care.is_start_known as is_care_start_known,
    placement_sequence.is_short_break,
    placement_sequence.is_temporary,
    placement_sequence.is_first_of_placement,
    placement_sequence.reason_started,
    placement_sequence.legal_status,
    placement_sequence.need,
    placement_sequence.place,
    placement_sequence.place_provider,
    placement_sequence.service,
    placement_sequence.sector,
    periods_of_care.home_postcode,
    placement_sequence.placement_postcode,
    placement_sequence.urn,
    placement_sequence.kept_open_after,
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
from placement_sequence
inner join model.periods_of_care
    on placement_sequence.period_of_care_id
    = periods_of_care.period_of_care_id
inner join model.localities
    on placement_sequence.episode_id = localities.episode_id
inner join children
    on placement_sequence.child_id = children.child_id
left join homes
    on placement_sequence.authority = homes.authority
    and placement_sequence.urn = homes.urn
left join code.episodes_cin as needs
    on placement_sequence.need = needs.code
left join code.episodes_ls as legal_statuses
    on placement_sequence.legal_status = legal_statuses.code
