/*
title = "Moves within care"
says = """
One row per move of a child from one carer to another without leaving care,
on the day the next placement began, also where the child went by way of a
temporary placement. Short breaks, temporary placements and adoption by the
foster carer are no moves. Described by the placement left, as on the day it
began, with the age and asylum status of the day of the move. The reason is that
of the row that ended; where it has none, that of the temporary placement in
between. is_status_only: the reason says that only the status changed (PLACE).
"""
*/
with

placements as (
    select * from model.placements
),

entered as (
    select
        *,
        breakdowns.age_band as age_band,
        breakdowns.asylum_seeking as asylum_seeking,
    from placements
    where
        previous_placement_id is not null
        and not is_temporary
        and not is_same_carer_adoption
        and not is_short_break
),

passing as (
    select
        period_of_care_id,
        ended_on,
        reason_placement_changed,
    from placements
    where
        is_temporary
        and ended_on is not null
),

paired as (
    select
        entered.authority,
        entered.child_id,
        entered.placement_id as move_id,
        entered.period_of_care_id,
        entered.started_on as moved_on,
        entered.age,
        left_placements.placement_id as placement_left_id,
        left_placements.provider_id,
        coalesce(
            left_placements.reason_placement_changed,
            passing.reason_placement_changed
        ) as reason,
        breakdowns_with(
            left_placements.breakdowns,
            age_band := entered.age_band,
            asylum_seeking := entered.asylum_seeking
        ) as breakdowns,
    from entered
    inner join placements as left_placements
        on entered.previous_placement_id = left_placements.placement_id
    left join passing
        on entered.period_of_care_id = passing.period_of_care_id
        and entered.started_on = passing.ended_on
    where not left_placements.is_short_breaks_only
)

select
    paired.*,
    coalesce(reasons.label, 'Not known') as reason_label,
    coalesce(reasons.asked_by, 'Not known') as asked_by,
    reasons.is_planned,
    coalesce(paired.reason = 'PLACE', false) as is_status_only,
from paired
left join code.episodes_reason_place_change as reasons
    on paired.reason = reasons.code
