/*
title = "Procurements"
says = """
One row per framework or purchasing system, and per contract outside one that is
bought ahead (block, or agreement between authorities), that has not ended: what
is bought under it, when it ends and when the next exercise begins. No provider
is in it: a contract outside a framework goes by how it is bought and for what,
for its title may name a home. Where the contracts under a framework differ, the
days are the earliest of them. Placements bought one at a time have none.
"""
*/
with

contracts as (
    select
        *,
        coalesce(framework_id, contract_id) as procurement_id,
    from model.contract_register
    where
        state <> 'Ended'
        and (
            framework_id is not null
            or arrangement in ('block', 'service level agreement')
        )
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
        min(public_title) as title,
        min(arrangement_label) as arrangement_label,
        count(distinct provider_id) as providers,
        min(starts_on) as starts_on,
        min(ends_on) as ends_on,
        min(extensions) as extensions,
        min(last_end_on) as last_end_on,
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
    bought.title,
    bought.arrangement_label,
    coalesce(services.services, 'Not known') as services,
    bought.providers,
    bought.starts_on,
    least(bought.ends_on, frameworks.ends_on) as ends_on,
    bought.extensions,
    bought.last_end_on,
    bought.review_on,
    bought.procurement_starts_on,
    bought.stage,
    coalesce(frameworks.lead_authority, bought.lead_authority)
        as lead_authority,
from bought
left join services
    on bought.authority = services.authority
    and bought.procurement_id = services.procurement_id
left join staging.frameworks
    on bought.authority = frameworks.authority
    and bought.framework_id = frameworks.framework_id
order by bought.authority, bought.procurement_id
