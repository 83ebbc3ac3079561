/*
title = "Decisions to place outside the area"
says = """
One row per placement begun outside the council's own area (temporary ones,
short breaks, adoptions and placements that only go on left out), with the days
on which its agreement says that it was approved, by the director of children's
services or by somebody whom it does not name, and that the other authority was
told: the first of each over all variations, by the as-at date. A director is
who is called director or DCS, and not assistant, deputy or associate.
"""
*/
with

approvals as (
    select
        authority,
        agreement_id,
        case when approved_on <= getvariable('as_at') then approved_on end
            as approved_on,
        case when host_notified_on <= getvariable('as_at') then host_notified_on
        end as host_notified_on,
        approved_by is null as is_unnamed,
        regexp_matches(lower(approved_by), '\bdirector\b|\bdcs\b')
        and not regexp_matches(
            lower(approved_by), '\b(assistant|deputy|associate)\b'
        ) as is_director,
    from model.agreements
),

decisions as (
    select
        authority,
        agreement_id,
        min(approved_on) as approved_on,
        min(approved_on) filter (where is_director) as director_approved_on,
        min(approved_on) filter (where is_unnamed) as unnamed_approved_on,
        min(host_notified_on) as host_notified_on,
    from approvals
    group by authority, agreement_id
)

select
    placements.authority,
    placements.placement_id,
    placements.child_id,
    placements.provider_id,
    placements.started_on,
    placements.locality,
    coalesce(services.is_fostering and services.is_in_house, false)
        as is_own_carer,
    decisions.approved_on,
    decisions.director_approved_on,
    decisions.unnamed_approved_on,
    decisions.host_notified_on,
    placements.breakdowns,
from model.placements
left join decisions
    on placements.authority = decisions.authority
    and placements.agreement_id = decisions.agreement_id
left join model.services
    on placements.service = services.service
left join code.episodes_place as places
    on placements.place = places.code
where
    placements.is_out_of_area
    and placements.is_start_known
    and not placements.is_temporary
    and not placements.is_short_break
    and not coalesce(places.is_adoption, false)
order by placements.authority, placements.placement_id
