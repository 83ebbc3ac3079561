/*
title = "Unauthorised absences per 100 children looked after"
unit = "per 100"
polarity = "lower is better"
definition = """
The number of times that children looked after were away from their placement
without authorisation in the period, their whereabouts known, for every 100
children looked after on any day of it, series of short breaks left out. A time
that was going on when the period began counts, and one that has not ended; a
child who came back on the first day of the period does not, unless the child
had gone that day. Each time counts once, in every period that it touches.
Children are described as in the last placement of the period. A time recorded
without an end is over when the child's next one of its kind begins, when the
child leaves care, or after the last return that has it, where a later one has
come.
"""
source = "Department for Education, Children looked after in England, data guidance: away without authorisation is not at the placement or where expected, the whereabouts known. Many authorities record all as missing, which the department puts at 29 to 32% of these too few (2020 to 2023); children missing on 1 April are included. The rate for each 100 children is our own: the department prints the average for each child who was missing"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "missing"]
case = "absence"
counts = "over"
statistic = "ratio"
not_known = "left out"
breakdowns = ["service_group", "age_band", "asylum_seeking"]

[settings]
counts_going_on = { default = true, type = "yes_no", says = "A time away that was already going on when the period began counts in it" }
*/
with

children as (
    select
        period_id,
        authority,
        child_id,
        provider_id,
        struct_pack(
            service_group := breakdowns.service_group,
            age_band := breakdowns.age_band,
            asylum_seeking := breakdowns.asylum_seeking
        ) as breakdowns,
    from model.period_children
),

times as (
    select
        periods.period_id,
        absences.child_id,
        absences.absence_id,
        absences.is_missing,
    from model.periods
    inner join model.absences
        on absences.started_on <= periods.period_end
        and coalesce(absences.last_day, date '9999-12-31')
        >= periods.period_start
    where
        not absences.is_missing
        and (
            absences.started_on >= periods.period_start
            or getvariable('unauthorised_absences.counts_going_on')
        )
)

select
    times.period_id,
    children.authority,
    times.absence_id as case_id,
    times.child_id,
    children.provider_id,
    1 as numerator,
    0 as denominator,
    children.breakdowns,
from times
inner join children
    on times.period_id = children.period_id
    and times.child_id = children.child_id

union all by name

select
    period_id,
    authority,
    null as case_id,
    null as child_id,
    null as provider_id,
    0 as numerator,
    count(*) as denominator,
    breakdowns,
from children
group by period_id, authority, breakdowns
