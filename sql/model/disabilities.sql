/*
title = "Disabilities"
says = """
One row per child and kind of disability, as on the as-at date, with the day
from which it is recorded; a kind that was recorded again counts from the first
day. A row that says that there is none is here too (is_disability is false),
and one of an unknown kind (null).
"""
*/
select
    disabilities.authority,
    disabilities.authority || '/' || disabilities.child_id as child_id,
    disabilities.kind,
    coalesce(kinds.label, 'Not known') as kind_label,
    kinds.is_disability,
    min(coalesce(disabilities.recorded_on, date '1900-01-01'))
        as recorded_on,
from staging.disabilities
left join code.disabilities_kind as kinds
    on disabilities.kind = kinds.code
where coalesce(disabilities.recorded_on <= getvariable('as_at'), true)
group by all
order by authority, child_id, kind_label
