/*
title = "Carer spells"
says = """
For each placement, the time with its carer: a temporary placement belongs to
the placement that goes on over it (within_placement_id), and placed for
adoption with the foster carer (is_same_carer_adoption) goes on with the
placement before (continues_placement_id). carer_started_on is the day on which
the child came to that carer.
"""
*/
with

placement_sequence as (
    select * from model.placement_sequence
),

starts as (
    select * from placement_sequence
    where is_first_of_placement
),

lasting as (
    select
        placement_id,
        period_of_care_id,
        min(started_on) as started_on,
        max(coalesce(ended_on, date '9999-12-31')) as lasts_until,
    from placement_sequence
    where not is_temporary
    group by placement_id, period_of_care_id
),

spans as (
    select
        temporary.placement_id,
        lasting.placement_id as within_placement_id,
    from starts as temporary
    inner join lasting
        on temporary.period_of_care_id = lasting.period_of_care_id
        and temporary.started_on > lasting.started_on
        and temporary.started_on < lasting.lasts_until
    where temporary.is_temporary
),

followed as (
    select
        starts.placement_id,
        starts.started_on,
        starts.is_same_carer_adoption,
        spans.within_placement_id,
        earlier.placement_id as previous_placement_id,
        earlier.placement_started_on as previous_started_on,
    from starts
    left join placement_sequence as earlier
        on starts.before_id = earlier.episode_id
    left join spans
        on starts.placement_id = spans.placement_id
),

continued as (
    select
        *,
        case when is_same_carer_adoption then previous_placement_id end
            as continues_placement_id,
        case
            when is_same_carer_adoption then previous_started_on
            else started_on
        end as own_carer_started_on,
    from followed
)

select
    continued.placement_id,
    continued.is_same_carer_adoption,
    continued.previous_placement_id,
    continued.previous_started_on,
    continued.continues_placement_id,
    continued.within_placement_id,
    coalesce(continued.within_placement_id, continued.placement_id)
        as carer_placement_id,
    coalesce(spanning.own_carer_started_on, continued.own_carer_started_on)
        as carer_started_on,
from continued
left join continued as spanning
    on continued.within_placement_id = spanning.placement_id
