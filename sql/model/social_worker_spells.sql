/*
title = "Social worker spells"
says = """
One row per time that a social worker was assigned to a child, up to the as-at
date; a later end is not yet one. Whether the child was looked after then does
not matter. ended_on is the day on which the worker ceased to be the child's.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    social_worker_id,
    started_on,
    case when ended_on <= getvariable('as_at') then ended_on end as ended_on,
from staging.social_workers
where started_on <= getvariable('as_at')
