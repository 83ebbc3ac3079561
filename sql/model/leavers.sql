/*
title = "Leavers"
says = """
One row per time that a child left care, series of short breaks and endings that
say that another episode follows on the same day (X1) apart. Described by the
last placement, as on the day it began, with the age of the day of leaving.
"""
*/
with

last_placements as (
    select
        period_of_care_id,
        arg_max_null(provider_id, started_on) as provider_id,
        arg_max_null(breakdowns, started_on) as breakdowns,
    from model.placements
    group by period_of_care_id
)

select
    periods_of_care.authority,
    periods_of_care.child_id,
    periods_of_care.period_of_care_id as leaver_id,
    periods_of_care.ended_on as left_on,
    periods_of_care.reason_ended,
    periods_of_care.is_adopted,
    last_placements.provider_id,
    breakdowns_with(
        last_placements.breakdowns,
        age_band := coalesce(ages.label, 'Not known')
    ) as breakdowns,
from model.periods_of_care
inner join model.children
    on periods_of_care.child_id = children.child_id
left join last_placements
    on periods_of_care.period_of_care_id = last_placements.period_of_care_id
left join model.ages
    on age_on(children.born_on, periods_of_care.ended_on) = ages.age
where
    periods_of_care.ended_on is not null
    and periods_of_care.reason_ended is distinct from 'X1'
    and not periods_of_care.is_short_breaks_only
