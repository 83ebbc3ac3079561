/*
title = "Children with complex needs"
says = """
Each counting day and child, looked after in a service that somebody provides,
who makes a placement complex: a deprivation of liberty order on the day, a high
risk of exploitation by the latest assessment of a kind in the twelve months to
the day, or a weekly price at or above the threshold.
"""

[settings]
weekly_price = { default = 5000, type = "decimal", says = "Pounds a week from which a placement is taken for a complex one" }
*/
with

caseload as (
    select
        counted_on,
        authority,
        child_id,
        provider_id,
        weekly_price,
    from model.caseload_homes
    where provider_id is not null
),

deprived as (
    select
        caseload.counted_on,
        caseload.child_id,
    from caseload
    inner join model.deprivations_of_liberty as orders
        on caseload.child_id = orders.child_id
        and orders.started_on <= caseload.counted_on
        and coalesce(orders.ended_on, date '9999-12-31') > caseload.counted_on
),

exploited as (
    select
        caseload.counted_on,
        caseload.child_id,
        assessments.kind,
    from caseload
    inner join model.exploitation as assessments
        on caseload.child_id = assessments.child_id
        and assessments.assessed_on <= caseload.counted_on
        and assessments.assessed_on > months_before(caseload.counted_on, 12)
    group by caseload.counted_on, caseload.child_id, assessments.kind
    having arg_max(assessments.level, assessments.assessed_on) = 'high'
),

costly as (
    select
        counted_on,
        child_id,
    from caseload
    where weekly_price >= getvariable('complex_children.weekly_price')
),

complex as (
    select counted_on, child_id from deprived
    union
    select counted_on, child_id from exploited
    union
    select counted_on, child_id from costly
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id,
    caseload.provider_id,
from caseload
inner join complex
    on caseload.counted_on = complex.counted_on
    and caseload.child_id = complex.child_id
