/*
title = "Agreements"
says = """
One row per Individual Placement Agreement and variation, as on the as-at date,
described as on the day on which its terms began. The terms hold from valid_from
up to, and not on, valid_to; the agreement from starts_on up to ends_on. An end
after the as-at date is not yet an end: planned_end_on is what was agreed.
weekly_price is the sum of core, support, education and other, in pounds a week.
"""
*/
with

agreement_starts as (
    select * from model.agreement_starts
)

select
    agreement_starts.* exclude (
        has_agreement, contract_title, need_label, legal_status_label, sex,
        ethnic_group, is_asylum_seeking, asylum_seeking_until, sector,
        arrangement
    ),
    coalesce(providers.sector, agreement_starts.sector) as sector,
    arrangements.code as arrangement,
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
                agreement_starts.contract_title, agreement_starts.contract_id
            ),
            services.is_commissioned and not agreement_starts.has_agreement
        ),
        framework := agreement_starts.framework_id,
        arrangement := label_where(
            arrangements.label, services.has_provider
        ),
        age_band := coalesce(ages.label, 'Not known'),
        sex := agreement_starts.sex,
        ethnic_group := agreement_starts.ethnic_group,
        need := agreement_starts.need_label,
        legal_status := agreement_starts.legal_status_label,
        asylum_seeking := asylum_label(
            agreement_starts.is_asylum_seeking,
            agreement_starts.asylum_seeking_until,
            agreement_starts.valid_from
        ),
        locality := agreement_starts.locality
    ) as breakdowns,
from agreement_starts
left join model.services
    on agreement_starts.service = services.service
left join model.providers
    on agreement_starts.authority = providers.authority
    and agreement_starts.provider_id = providers.provider_id
left join code.sectors
    on coalesce(providers.sector, agreement_starts.sector) = sectors.code
left join code.arrangements
    on coalesce(
        agreement_starts.arrangement,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
left join model.ages
    on agreement_starts.age = ages.age
order by
    agreement_starts.authority,
    agreement_starts.agreement_id,
    agreement_starts.valid_from
