/*
title = "Homes of the caseload"
says = """
One row per child looked after and counting day, in a service that somebody
provides, with the regulator's number of the home or agency and the judgement in
force on the day. The number is the episode's, else the agreement's, else that
of the home; XXXXXXX, "not regulated", is no number. is_bought: not the
council's own service. is_inspected: a judgement of the provision is to be had;
the council's own fostering service is judged with the council.
"""
*/
with

caseload as (
    select * from model.caseload
),

numbered as (
    select
        caseload.*,
        services.is_bought,
        services.is_fostering,
        services.is_inspected,
        homes.registered_from,
        homes.closed_on as home_closed_on,
        homes.file_id is not null as is_home_known,
        coalesce(
            nullif(upper(caseload.urn), 'XXXXXXX'),
            nullif(agreements.urn, 'XXXXXXX'),
            upper(homes.urn)
        ) as home_urn,
    from caseload
    inner join model.inspected_services as services
        on caseload.service = services.service
    left join model.agreement_records as agreements
        on caseload.authority = agreements.authority
        and caseload.agreement_id = agreements.agreement_id
    left join model.homes
        on caseload.authority = homes.authority
        and caseload.home_id = homes.home_id
)

select
    numbered.counted_on,
    numbered.authority,
    numbered.child_id,
    numbered.placement_id,
    numbered.placement_started_on,
    numbered.age,
    numbered.provider_id,
    numbered.service,
    numbered.place,
    numbered.placement_authority,
    numbered.agreement_id,
    numbered.contract_id,
    numbered.weekly_price,
    numbered.is_bought,
    numbered.is_fostering,
    numbered.is_inspected,
    numbered.home_id,
    numbered.home_urn as urn,
    numbered.is_home_known,
    numbered.registered_from,
    numbered.home_closed_on,
    judgements.judgement,
    judgements.is_good,
    judgements.rank as judgement_rank,
    judgements.judged_from,
    judgements.earlier_judgement,
    judgements.earlier_rank,
    numbered.breakdowns,
from numbered
left join model.judgements
    on numbered.authority = judgements.authority
    and numbered.home_urn = judgements.urn
    and numbered.counted_on >= judgements.judged_from
    and numbered.counted_on
    < coalesce(judgements.judged_to, date '9999-12-31')
