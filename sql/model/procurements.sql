/*
title = "Procurements"
says = """
One row per framework or purchasing system, and per contract outside one, that
has not ended: what is bought under it, with whom, when it ends and when the next
exercise to buy begins. Where the contracts under a framework differ, the days
are the earliest of them, and the value is their sum. is_bought_ahead is false of
placements bought one at a time.
"""
*/
with

contracts as (
    select
        *,
        coalesce(framework_id, contract_id) as procurement_id,
    from model.contract_register
    where state <> 'Ended'
),

services as (
    select
        authority,
        procurement_id,
        string_agg(distinct service, ', ' order by service) as services,
    from (
        select
            authority,
            procurement_id,
            unnest(services) as service,
        from contracts
    )
    group by authority, procurement_id
),

bought as (
    select
        authority,
        procurement_id,
        any_value(framework_id) as framework_id,
        min(public_title) as public_title,
        min(title) as title,
        min(arrangement) as arrangement,
        min(arrangement_label) as arrangement_label,
        count(distinct provider_id) as providers,
        count(distinct officer) as officers,
        min(provider) as provider,
        min(officer) as officer,
        sum(value) as value,
        min(starts_on) as starts_on,
        min(ends_on) as ends_on,
        min(extensions) as extensions,
        min(last_end_on) as last_end_on,
        min(notice_by) as notice_by,
        min(review_on) as review_on,
        min(procurement_starts_on) as procurement_starts_on,
        arg_min(stage, coalesce(procurement_starts_on, date '9999-12-31'))
            as stage,
        min(lead_authority) as lead_authority,
    from contracts
    group by authority, procurement_id
)

select
    bought.authority,
    bought.procurement_id,
    bought.public_title,
    case
        when bought.framework_id is null then bought.title
        else bought.public_title
    end as title,
    bought.arrangement_label,
    coalesce(services.services, 'Not known') as services,
    case
        when bought.providers > 1 then bought.providers || ' providers'
        else coalesce(bought.provider, 'Not known')
    end as provider,
    case
        when bought.officers > 1 then bought.officers || ' officers'
        else coalesce(bought.officer, 'Not known')
    end as officer,
    bought.value,
    bought.starts_on,
    bought.ends_on,
    bought.extensions,
    bought.last_end_on,
    bought.notice_by,
    bought.review_on,
    bought.procurement_starts_on,
    bought.stage,
    bought.lead_authority,
    bought.framework_id is not null
    or coalesce(
        bought.arrangement in ('block', 'service level agreement'), false
    )
        as is_bought_ahead,
from bought
left join services
    on bought.authority = services.authority
    and bought.procurement_id = services.procurement_id
order by bought.authority, bought.procurement_id
