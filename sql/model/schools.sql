/*
title = "Schools"
says = """
One row per child and stay at a school, as on the as-at date: stays that begin
after it are unseen, a later end is not yet one. ended_on is the day left. Where
a child has a plan and support, the plan counts.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    school_urn,
    started_on,
    case when ended_on <= getvariable('as_at') then ended_on end as ended_on,
    has_ehc_plan,
    case when has_ehc_plan then false else has_sen_support end
        as has_sen_support,
    file_id,
    row_number,
from staging.schools
where
    started_on <= getvariable('as_at')
    and coalesce(ended_on > started_on, true)
order by authority, child_id, started_on
