/*
title = "Step-downs from residential care"
says = """
One row per time that a child left residential care for a family, supported
accommodation or home: a move to such a placement, or the end of care with a
reason that says so. Described by the placement left, with the age on the day.
"""
[settings.home_reasons]
default = "E4A, E13, E41, E43, E44, E45, E46, E47, E48, E11, E12"
type = "text"
says = "Reasons for which care ended (REC) that count as going home from residential care, parted by commas"
*/
with

placement_kinds as (
    select * from model.placement_kinds
),

moves as (
    select
        moves_within_care.authority,
        moves_within_care.child_id,
        moves_within_care.move_id as step_down_id,
        moves_within_care.moved_on as stepped_down_on,
        moves_within_care.provider_id,
        moves_within_care.breakdowns,
        destinations.destination,
    from model.moves_within_care
    inner join placement_kinds as kinds_left
        on moves_within_care.placement_left_id = kinds_left.placement_id
        and kinds_left.is_residential
    inner join placement_kinds as destinations
        on moves_within_care.move_id = destinations.placement_id
        and destinations.destination <> ''
),

last_placements as (
    select
        period_of_care_id,
        arg_max(placement_id, started_on) as placement_id,
        arg_max_null(provider_id, started_on) as provider_id,
        arg_max_null(breakdowns, started_on) as breakdowns,
    from model.placements
    where not is_temporary
    group by period_of_care_id
),

ends_of_care as (
    select
        periods_of_care.authority,
        periods_of_care.child_id,
        periods_of_care.period_of_care_id || '/left' as step_down_id,
        periods_of_care.ended_on as stepped_down_on,
        last_placements.provider_id,
        breakdowns_with(
            last_placements.breakdowns,
            age_band := coalesce(ages.label, 'Not known')
        ) as breakdowns,
        case when periods_of_care.is_adopted then 'Adoption' else 'Home' end
            as destination,
    from model.periods_of_care
    inner join last_placements
        on periods_of_care.period_of_care_id
        = last_placements.period_of_care_id
    inner join placement_kinds
        on last_placements.placement_id = placement_kinds.placement_id
        and placement_kinds.is_residential
    inner join model.children
        on periods_of_care.child_id = children.child_id
    left join model.ages
        on age_on(children.born_on, periods_of_care.ended_on) = ages.age
    where
        not periods_of_care.is_short_breaks_only
        and periods_of_care.ended_on is not null
        and list_contains(
            string_split(
                replace(
                    getvariable('residential_step_downs.home_reasons'), ' ', ''
                ),
                ','
            ),
            periods_of_care.reason_ended
        )
)

select * from moves

union all by name

select * from ends_of_care
