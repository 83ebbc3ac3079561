/*
title = "Judgements on the day of placing"
says = """
One row per placement begun in provision that the regulator judges, bought or
the council's own but for its own fostering, with the judgement in force on the
first day. Temporary ones, short breaks, adoptions by the same carer and
placements that only go on are left out, as in new_placements.
"""
*/
with

numbered as (
    select
        placements.*,
        coalesce(
            nullif(upper(placements.urn), 'XXXXXXX'),
            nullif(agreements.urn, 'XXXXXXX'),
            upper(homes.urn)
        ) as home_urn,
    from model.placements
    inner join model.inspected_services as services
        on placements.service = services.service
        and services.is_inspected
    left join model.agreement_records as agreements
        on placements.authority = agreements.authority
        and placements.agreement_id = agreements.agreement_id
    left join model.homes
        on placements.authority = homes.authority
        and placements.home_id = homes.home_id
    where
        placements.is_start_known
        and not placements.is_short_break
        and not placements.is_same_carer_adoption
        and not placements.is_temporary
)

select
    numbered.authority,
    numbered.placement_id,
    numbered.child_id,
    numbered.provider_id,
    numbered.started_on,
    numbered.home_urn as urn,
    judgements.judgement,
    judgements.is_good,
    numbered.breakdowns,
from numbered
left join model.judgements
    on numbered.authority = judgements.authority
    and numbered.home_urn = judgements.urn
    and numbered.started_on >= judgements.judged_from
    and numbered.started_on
    < coalesce(judgements.judged_to, date '9999-12-31')
order by numbered.authority, numbered.placement_id
