/*
title = "Disability of the caseload"
says = """
Each child looked after on each counting day, with whether a disability was
recorded by then. A child of whom none is recorded has none; where the only
record is of an unknown kind, and where no register has come, it is not known.
"""
*/
with

covered as (
    select
        authority,
        covers_from,
        covers_to,
    from model.coverage
    where extract = 'disabilities'
),

recorded as (
    select
        caseload.counted_on,
        caseload.child_id,
        bool_or(disabilities.is_disability) as is_disabled,
        count(*) = count(disabilities.is_disability) as is_known,
    from model.caseload
    inner join model.disabilities
        on caseload.child_id = disabilities.child_id
        and disabilities.recorded_on <= caseload.counted_on
    group by caseload.counted_on, caseload.child_id
)

select
    caseload.counted_on,
    caseload.child_id,
    case
        when recorded.is_disabled then true
        when recorded.is_known or recorded.child_id is null
            then false
    end as is_disabled,
from model.caseload
inner join covered
    on caseload.authority = covered.authority
    and caseload.counted_on between covered.covers_from and covered.covers_to
left join recorded
    on caseload.counted_on = recorded.counted_on
    and caseload.child_id = recorded.child_id
