/*
title = "Placements"
says = """
One row per placement: a spell with one carer, described as on the day it began.
A temporary placement (is_temporary) is a row of its own, and
within_placement_id names the placement that goes on over it.
is_same_carer_adoption: placed for adoption with the foster carer; the placement
that it continues is continues_placement_id, and carer_started_on the day on
which the child came to that carer. is_start_known is false where the first row
in hand goes on with an earlier one. ended_on is the day left; nights run to it,
or to the as-at date while the placement lasts.
"""
*/
with

placement_starts as (
    select * from model.placement_starts
)

select
    placement_starts.* exclude (
        episode_id, is_first_of_placement, placement_started_on,
        contract_title, need_label, legal_status_label, born_on, sex,
        ethnic_group, is_asylum_seeking, asylum_seeking_until, sector,
        arrangement, last_episode_id
    ),
    coalesce(providers.sector, placement_starts.sector) as sector,
    arrangements.code as arrangement,
    endings.reason_ended,
    endings.reason_placement_changed,
    coalesce(placement_starts.ended_on, getvariable('as_at'))
    - placement_starts.started_on as nights,
    case
        when placement_starts.is_temporary
            then placement_starts.started_on > placement_starts.care_started_on
        else carer_spells.previous_placement_id is not null
    end as is_moved_within_care,
    placement_starts.started_on > placement_starts.care_started_on
    or coalesce(
        placement_starts.reason_started not in ('L', 'T', 'U'), false
    ) as is_start_known,
    carer_spells.* exclude (placement_id),
    struct_pack(
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known'),
        sector := label_where(sectors.label, services.has_provider),
        provider := label_where(providers.name, services.is_commissioned),
        owner_group := label_where(
            providers.owner_group, services.is_commissioned
        ),
        contract := label_where(
            coalesce(
                placement_starts.contract_title, placement_starts.contract_id
            ),
            services.is_commissioned and not placement_starts.has_agreement
        ),
        framework := placement_starts.framework_id,
        arrangement := label_where(
            arrangements.label, services.has_provider
        ),
        age_band := coalesce(ages.label, 'Not known'),
        sex := placement_starts.sex,
        ethnic_group := placement_starts.ethnic_group,
        need := placement_starts.need_label,
        legal_status := placement_starts.legal_status_label,
        asylum_seeking := asylum_label(
            placement_starts.is_asylum_seeking,
            placement_starts.asylum_seeking_until,
            placement_starts.started_on
        ),
        locality := placement_starts.locality
    ) as breakdowns,
from placement_starts
inner join model.episodes as endings
    on placement_starts.last_episode_id = endings.episode_id
inner join model.carer_spells
    on placement_starts.placement_id = carer_spells.placement_id
left join model.services
    on placement_starts.service = services.service
left join model.providers
    on placement_starts.authority = providers.authority
    and placement_starts.provider_id = providers.provider_id
left join code.sectors
    on coalesce(providers.sector, placement_starts.sector) = sectors.code
left join code.arrangements
    on coalesce(
        placement_starts.arrangement,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
left join model.ages
    on placement_starts.age = ages.age
order by placement_starts.child_id, placement_starts.started_on
