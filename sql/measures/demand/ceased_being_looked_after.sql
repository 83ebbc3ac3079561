/*
title = "Children who ceased to be looked after"
unit = "count"
polarity = "neutral"
definition = """
The number of children who left the council's care during the period. A child
who left more than once in the period is counted once, at the last time. Series
of short breaks are not counted. Ages are those on the day of leaving.
"""
source = "Department for Education, Children looked after in England, children who ceased to be looked after during the year: only the last occasion in the period; a row that says that another follows on the same day (X1) is no leaving"
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
categories = ["reason"]
*/
with

last_placements as (
    select
        period_of_care_id,
        arg_max(provider_id, started_on) as provider_id,
        arg_max(breakdowns, started_on) as breakdowns,
    from model.placements
    group by period_of_care_id
),

leavers as (
    select
        periods_of_care.*,
        age_on(children.born_on, periods_of_care.ended_on) as age,
        coalesce(reasons.label, 'Not known') as reason,
    from model.periods_of_care
    inner join model.children
        on periods_of_care.child_id = children.child_id
    left join code.episodes_rec as reasons
        on periods_of_care.reason_ended = reasons.code
    where
        periods_of_care.ended_on is not null
        and periods_of_care.reason_ended is distinct from 'X1'
        and not periods_of_care.is_short_breaks_only
)

select
    periods.period_id,
    leavers.authority,
    leavers.child_id as case_id,
    leavers.child_id,
    last_placements.provider_id,
    1 as numerator,
    null as denominator,
    breakdowns_with(
        last_placements.breakdowns,
        age_band := coalesce(ages.label, 'Not known')
    ) as breakdowns,
    leavers.reason,
from leavers
inner join model.periods
    on leavers.ended_on between periods.period_start and periods.period_end
left join last_placements
    on leavers.period_of_care_id = last_placements.period_of_care_id
left join model.ages
    on leavers.age = ages.age
qualify
    row_number() over (
        partition by periods.period_id, leavers.child_id
        order by leavers.ended_on desc
    ) = 1
