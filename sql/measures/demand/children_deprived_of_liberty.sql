/*
title = "Children deprived of their liberty"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period for whom an
order that deprives them of their liberty was in force on that day: it had begun
on or before the day and had not ended by it. A child with two orders is counted
once. Secure accommodation orders are not among them.
"""
source = "Department for Education, children looked after return: table of deprivation of liberty orders (DOLO_START, DOLO_END), from the return of 2027 on"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "deprivation_of_liberty"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "sex", "locality"]
*/
with

orders_in_force as (
    select distinct
        caseload.counted_on,
        caseload.child_id,
    from model.caseload
    inner join model.deprivations_of_liberty as orders
        on caseload.child_id = orders.child_id
        and orders.started_on <= caseload.counted_on
        and coalesce(orders.ended_on, date '9999-12-31')
        > caseload.counted_on
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    1 as numerator,
    null as denominator,
    caseload.breakdowns,
from model.caseload
inner join orders_in_force
    on caseload.counted_on = orders_in_force.counted_on
    and caseload.child_id = orders_in_force.child_id
