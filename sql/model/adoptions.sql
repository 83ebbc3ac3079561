/*
title = "Adoptions"
says = """
One row per period of care that ended in adoption, with its milestones. Care
began on care_started_on; the child was placed for adoption on placed_on (the
first day in the last placement on which it was one for adoption, else null) and
came to those carers on carer_started_on. order_on: the first day of the last
unbroken run of placement orders (E1); null where there was none, or where the
first row in hand does not say that its legal status was new.
"""
*/
with

adopted as (
    select
        periods_of_care.*,
        children.born_on,
    from model.periods_of_care
    inner join model.children
        on periods_of_care.child_id = children.child_id
    where
        periods_of_care.is_adopted
        and periods_of_care.ended_on is not null
),

episodes as (
    select
        placed_episodes.*,
        places.is_adoption,
        placed_episodes.legal_status = 'E1' as is_order,
        lag(placed_episodes.legal_status) over care as status_before,
        lag(placed_episodes.episode_id) over care is null as is_first_in_hand,
    from adopted
    inner join model.placed_episodes
        on adopted.period_of_care_id = placed_episodes.period_of_care_id
    left join code.episodes_place as places
        on placed_episodes.place = places.code
    window care as (
        partition by placed_episodes.period_of_care_id
        order by placed_episodes.started_on
    )
),

last_placements as (
    select
        period_of_care_id,
        arg_max(placement_id, started_on) as placement_id,
        arg_max_null(provider_id, started_on) as provider_id,
        arg_max_null(breakdowns, started_on) as breakdowns,
        arg_max(carer_started_on, started_on) as carer_started_on,
    from model.placements
    where not is_temporary
    group by period_of_care_id
),

first_days as (
    select
        placement_id,
        min(started_on) as placed_on,
    from episodes
    where is_adoption
    group by placement_id
),

orders as (
    select
        period_of_care_id,
        max(started_on) as order_on,
        arg_max(
            not is_first_in_hand
            or coalesce(reason_started in ('S', 'L', 'B', 'U'), false),
            started_on
        ) as is_order_day_known,
    from episodes
    where
        is_order
        and status_before is distinct from 'E1'
    group by period_of_care_id
)

select
    adopted.authority,
    adopted.child_id,
    adopted.period_of_care_id as adoption_id,
    adopted.ended_on as adopted_on,
    adopted.started_on as care_started_on,
    adopted.is_start_known as is_care_start_known,
    first_days.placed_on,
    last_placements.carer_started_on,
    orders.order_on is not null as has_order,
    case when orders.is_order_day_known then orders.order_on end as order_on,
    case when ad1.matched_on <= adopted.ended_on then ad1.matched_on end
        as matched_on,
    last_placements.provider_id,
    breakdowns_with(
        last_placements.breakdowns,
        age_band := coalesce(ages.label, 'Not known')
    ) as breakdowns,
from adopted
left join last_placements
    on adopted.period_of_care_id = last_placements.period_of_care_id
left join first_days
    on last_placements.placement_id = first_days.placement_id
left join orders
    on adopted.period_of_care_id = orders.period_of_care_id
left join staging.ad1
    on adopted.child_id = ad1.authority || '/' || ad1.child_id
left join model.ages
    on age_on(adopted.born_on, adopted.ended_on) = ages.age
