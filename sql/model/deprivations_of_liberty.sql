/*
title = "Deprivation of liberty orders"
says = """
One row per order, as on the as-at date: orders that begin after it are unseen,
a later end is not yet one. ended_on is the first day without the order.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    started_on,
    case when ended_on <= getvariable('as_at') then ended_on end as ended_on,
    file_id,
    row_number,
from staging.deprivation_of_liberty
where
    started_on <= getvariable('as_at')
    and coalesce(ended_on > started_on, true)
order by authority, child_id, started_on
