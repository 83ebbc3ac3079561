/*
title = "Children who started to be looked after"
unit = "count"
polarity = "neutral"
definition = """
The number of children who came into the council's care during the period. A
child who came more than once in the period is counted once, at the first time.
Series of short breaks are not counted, nor children whose coming into care lies
before the records that we hold.
"""
source = "Department for Education, Children looked after in England, children who started to be looked after during the year: reason for new episode S; only the first occasion in the period"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "over"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service", "service_group", "age_band", "sex", "ethnic_group", "need",
    "legal_status", "asylum_seeking", "locality",
]
*/
with

first_placements as (
    select
        period_of_care_id,
        provider_id,
        breakdowns,
    from model.placements
    where started_on = care_started_on
)

select
    periods.period_id,
    periods_of_care.authority,
    periods_of_care.child_id as case_id,
    periods_of_care.child_id,
    first_placements.provider_id,
    1 as numerator,
    null as denominator,
    first_placements.breakdowns,
from model.periods_of_care
inner join model.periods
    on periods_of_care.started_on
    between periods.period_start and periods.period_end
left join first_placements
    on periods_of_care.period_of_care_id = first_placements.period_of_care_id
where
    periods_of_care.is_start_known
    and not periods_of_care.began_as_short_breaks
qualify
    row_number() over (
        partition by periods.period_id, periods_of_care.child_id
        order by periods_of_care.started_on
    ) = 1
