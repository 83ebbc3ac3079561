/*
title = "Arrivals"
says = """
One row per asylum-seeking child whose arrival is recorded, as on the as-at
date: who arrived later is unseen, a later decision has not yet been taken.
"""
*/
select
    arrivals.authority,
    arrivals.authority || '/' || arrivals.child_id as child_id,
    arrivals.nationality,
    coalesce(routes.label, 'Not known') as route,
    arrivals.arrived_on,
    case
        when arrivals.decided_on > getvariable('as_at') then awaiting.label
        else coalesce(statuses.label, 'Not known')
    end as status,
    case
        when arrivals.decided_on <= getvariable('as_at')
            then arrivals.decided_on
    end as decided_on,
    awaiting.label as status_before_decision,
    arrivals.file_id,
    arrivals.row_number,
from staging.arrivals
left join code.arrivals_route as routes
    on arrivals.route = routes.code
left join code.arrivals_status as statuses
    on arrivals.status = statuses.code
left join code.arrivals_status as awaiting
    on awaiting.code = 'awaiting decision'
where coalesce(arrivals.arrived_on <= getvariable('as_at'), true)
order by arrivals.authority, arrivals.child_id
