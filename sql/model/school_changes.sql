/*
title = "Schools and changes of school"
says = """
One row per child and school joined up to the as-at date, in order, with the
school before. is_change: another school than the one before; null where either
number is missing, false where none came before it in the records.
"""
*/
select
    authority,
    authority || '/' || child_id as child_id,
    school_urn,
    started_on,
    lag(started_on) over schooling is null as is_first_known,
    case
        when lag(started_on) over schooling is null then false
        else school_urn <> lag(school_urn) over schooling
    end as is_change,
from staging.schools
where started_on <= getvariable('as_at')
window schooling as (
    partition by authority, child_id
    order by started_on
)
