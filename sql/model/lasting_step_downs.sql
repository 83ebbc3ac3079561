/*
title = "Steps down that lasted"
says = """
One row per step down from residential care that was old enough by the as-at
date (183 days, a setting of the measure): counted_on is the day on which it was,
has_lasted whether the child went to no other kind of placement before, and not
from care to custody; null where a placement since is of a kind not known.
"""
*/
with

step_downs as (
    select
        *,
        (stepped_down_on + getvariable('step_downs_sustained.days'))::date
            as counted_on,
    from model.residential_step_downs
),

later_placements as (
    select
        placements.child_id,
        placements.started_on,
        placement_kinds.destination <> '' as is_down,
    from model.placements
    inner join model.placement_kinds
        on placements.placement_id = placement_kinds.placement_id
    where
        not placements.is_temporary
        and not placements.is_short_break

    union all

    select
        child_id,
        ended_on as started_on,
        false as is_down,
    from model.periods_of_care
    where reason_ended = 'E9'
),

judged as (
    select
        step_downs.step_down_id,
        bool_and(later_placements.is_down) as is_down,
        bool_or(later_placements.is_down is null) as is_unclear,
    from step_downs
    inner join later_placements
        on step_downs.child_id = later_placements.child_id
        and later_placements.started_on > step_downs.stepped_down_on
        and later_placements.started_on < step_downs.counted_on
    group by step_downs.step_down_id
)

select
    step_downs.counted_on,
    step_downs.authority,
    step_downs.step_down_id,
    step_downs.child_id,
    step_downs.provider_id,
    case
        when judged.step_down_id is null then true
        when not judged.is_down then false
        when not judged.is_unclear then true
    end as has_lasted,
    step_downs.breakdowns,
    step_downs.destination,
from step_downs
left join judged
    on step_downs.step_down_id = judged.step_down_id
where step_downs.counted_on <= getvariable('as_at')
