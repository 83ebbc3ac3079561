/*
title = "Caseload"
says = """
One row per child looked after and counting day (series of short breaks left
out), with everything that a breakdown of that day needs. Provider, contract and
price are those of the agreement live on the day; without one, the provider is
that of the home with the regulator's number. is_kept_open marks a child whose
episode no return has confirmed since.
"""
*/
with

caseload_days as (
    select
        caseload_days.counted_on,
        episodes.* replace (
            coalesce(terms.home_id, episodes.home_id) as home_id,
            coalesce(terms.provider_id, episodes.provider_id) as provider_id,
            case
                when coalesce(episodes.service, 'other') = 'other'
                    then coalesce(terms.service, episodes.service)
                else episodes.service
            end as service
        ),
        age_on(episodes.born_on, caseload_days.counted_on) as age,
        caseload_days.agreement_id is not null as has_agreement,
        caseload_days.agreement_id,
        terms.contract_id,
        terms.contract_title,
        terms.framework_id,
        terms.arrangement,
        terms.weekly_price,
    from model.caseload_days
    inner join model.placed_episodes as episodes
        on caseload_days.episode_id = episodes.episode_id
    left join model.agreement_terms as terms
        on episodes.authority = terms.authority
        and caseload_days.agreement_id = terms.agreement_id
        and caseload_days.valid_from = terms.valid_from
)

select
    caseload_days.* exclude (
        started_on, ended_on, is_short_break, is_first_of_placement,
        kept_open_after, contract_title, need_label, legal_status_label,
        born_on, sex, ethnic_group, is_asylum_seeking, asylum_seeking_until,
        sector, arrangement, reason_started, place_provider, has_agreement
    ),
    carer_spells.carer_placement_id,
    carer_spells.carer_started_on,
    coalesce(providers.sector, caseload_days.sector) as sector,
    arrangements.code as arrangement,
    coalesce(caseload_days.counted_on > caseload_days.kept_open_after, false)
        as is_kept_open,
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
                caseload_days.contract_title, caseload_days.contract_id
            ),
            services.is_commissioned and not caseload_days.has_agreement
        ),
        framework := caseload_days.framework_id,
        arrangement := label_where(
            arrangements.label, services.has_provider
        ),
        age_band := coalesce(ages.label, 'Not known'),
        sex := caseload_days.sex,
        ethnic_group := caseload_days.ethnic_group,
        need := caseload_days.need_label,
        legal_status := caseload_days.legal_status_label,
        asylum_seeking := asylum_label(
            caseload_days.is_asylum_seeking,
            caseload_days.asylum_seeking_until,
            caseload_days.counted_on
        ),
        locality := caseload_days.locality
    ) as breakdowns,
from caseload_days
inner join model.carer_spells
    on caseload_days.placement_id = carer_spells.placement_id
left join model.services
    on caseload_days.service = services.service
left join model.providers
    on caseload_days.authority = providers.authority
    and caseload_days.provider_id = providers.provider_id
left join code.sectors
    on coalesce(providers.sector, caseload_days.sector) = sectors.code
left join code.arrangements
    on coalesce(
        caseload_days.arrangement,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
left join model.ages
    on caseload_days.age = ages.age
