/*
title = "Special educational needs of the caseload"
says = """
Each child looked after on each counting day, with what its school record of the
day says: whether it has an education, health and care plan, or special
educational needs support without one. Of several records one that says yes
counts. A child without a record is not known, unless it is too young for
school: then it has neither.
"""

[settings.youngest]
default = 5
type = "integer"
says = "A child younger than this, in years, without a school record has neither a plan nor support"
*/
with

caseload as (
    select
        counted_on,
        child_id,
        age,
    from model.caseload
),

records as (
    select
        caseload.counted_on,
        caseload.child_id,
        bool_or(schools.has_ehc_plan) as is_with_plan,
        count(*) = count(schools.has_ehc_plan) as is_plan_known,
        bool_or(schools.has_sen_support) as is_with_support,
        count(*) = count(schools.has_sen_support) as is_support_known,
    from caseload
    inner join model.schools
        on caseload.child_id = schools.child_id
        and schools.started_on <= caseload.counted_on
        and coalesce(schools.ended_on, date '9999-12-31')
        > caseload.counted_on
    group by caseload.counted_on, caseload.child_id
)

select
    caseload.counted_on,
    caseload.child_id,
    case
        when records.is_with_plan then true
        when records.is_plan_known then false
        when records.child_id is null and caseload.age < getvariable(
            'caseload_schools.youngest'
        )
            then false
    end as has_ehc_plan,
    case
        when records.is_with_plan then false
        when records.is_with_support then true
        when records.is_support_known then false
        when records.child_id is null and caseload.age < getvariable(
            'caseload_schools.youngest'
        )
            then false
    end as has_sen_support,
from caseload
left join records
    on caseload.counted_on = records.counted_on
    and caseload.child_id = records.child_id
