/*
title = "Step-down plans"
says = """
One row per planned step-down, as on the as-at date: a later day on which it was
achieved is unseen. Described by the two services that the plan names.
"""
*/
select
    step_downs.authority,
    step_downs.authority || '/' || step_downs.child_id as child_id,
    step_downs.authority || '/' || step_downs.child_id || '/'
    || step_downs.planned_on as plan_id,
    step_downs.planned_on,
    case
        when step_downs.achieved_on <= getvariable('as_at')
            then step_downs.achieved_on
    end as achieved_on,
    step_downs.from_service,
    step_downs.to_service,
    coalesce(services_entered.label, 'Not known') as to_service_label,
    breakdowns_with(
        no_breakdowns(),
        service := coalesce(services_left.label, 'Not known'),
        service_group := coalesce(services_left.service_group, 'Not known')
    ) as breakdowns,
from staging.step_downs
left join model.services as services_left
    on step_downs.from_service = services_left.service
left join model.services as services_entered
    on step_downs.to_service = services_entered.service
