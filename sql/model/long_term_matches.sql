/*
title = "Long-term matches"
says = """
One row per match of a child with long-term foster carers up to the as-at date,
with the period of care and the placement of the day of the match.
is_care_start_known is null where the child was not looked after on that day.
"""
*/
with

matches as (
    select
        authority,
        authority || '/' || child_id as child_id,
        child_id || '/' || matched_on as match_id,
        matched_on,
        case when ended_on <= getvariable('as_at') then ended_on end
            as ended_on,
    from staging.permanence_matches
    where matched_on <= getvariable('as_at')
),

placements as (
    select * from model.placements
    where not is_temporary
),

periods_of_care as (
    select * from model.periods_of_care
)

select
    matches.authority,
    matches.child_id,
    matches.authority || '/' || matches.match_id as match_id,
    matches.matched_on,
    matches.ended_on,
    periods_of_care.started_on as care_started_on,
    periods_of_care.is_start_known as is_care_start_known,
    placements.provider_id,
    breakdowns_with(
        coalesce(placements.breakdowns, no_breakdowns()),
        age_band := coalesce(ages.label, 'Not known')
    ) as breakdowns,
from matches
left join periods_of_care
    on matches.child_id = periods_of_care.child_id
    and matches.matched_on >= periods_of_care.started_on
    and matches.matched_on
    < coalesce(periods_of_care.ended_on, date '9999-12-31')
    and not periods_of_care.is_short_breaks_only
left join placements
    on periods_of_care.period_of_care_id = placements.period_of_care_id
    and matches.matched_on >= placements.started_on
    and matches.matched_on < coalesce(placements.ended_on, date '9999-12-31')
left join model.children
    on matches.child_id = children.child_id
left join model.ages
    on age_on(children.born_on, matches.matched_on) = ages.age
