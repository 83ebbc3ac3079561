/*
title = "Placements in each period"
says = """
Each placement in which a child lived on any day of a period of a quarter or
longer, with what was last so in that period: the placement row (an adoption by
the foster carer goes on with the placement before, carer_id), the legal status,
the last day there; and whether the child was on remand on any of the days.
Temporary placements and series of short breaks are left out.
"""
*/
with

episodes as (
    select
        placed_episodes.*,
        coalesce(
            carer_spells.continues_placement_id, placed_episodes.placement_id
        ) as carer_id,
    from model.placed_episodes
    inner join model.carer_spells
        on placed_episodes.placement_id = carer_spells.placement_id
    where
        not placed_episodes.is_temporary
        and not placed_episodes.is_short_break
)

select
    periods.period_id,
    episodes.authority,
    episodes.child_id,
    episodes.carer_id,
    arg_max(episodes.placement_id, episodes.started_on) as placement_id,
    arg_max(episodes.legal_status_label, episodes.started_on)
        as legal_status,
    bool_or(coalesce(episodes.legal_status = 'J1', false)) as is_on_remand,
    any_value(episodes.born_on) as born_on,
    max(
        least(
            coalesce(episodes.ended_on - 1, periods.period_end),
            periods.period_end
        )
    ) as last_day,
from episodes
inner join model.periods
    on episodes.started_on <= periods.period_end
    and coalesce(episodes.ended_on, date '9999-12-31')
    > periods.period_start
where periods.period_kind <> 'month'
group by
    periods.period_id,
    episodes.authority,
    episodes.child_id,
    episodes.carer_id
