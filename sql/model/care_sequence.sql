/*
title = "Episodes within their period of care"
says = """
Each episode with the period of care that it belongs to: an unbroken chain, in
which each episode begins on the day the one before it ended. A row that says
"started to be looked after" (RNE S) begins a new chain also on that very day,
unless the row before it says that it goes on (REC X1).
"""
*/
with

marked as (
    select
        episode_id,
        child_id,
        started_on,
        ended_on,
        is_temporary,
        coalesce(
            lag(ended_on) over child_episodes <> started_on
            or (
                reason_started = 'S'
                and lag(reason_ended) over child_episodes
                is distinct from 'X1'
            ),
            true
        ) as is_first_of_care,
    from model.episodes
    window child_episodes as (
        partition by child_id
        order by started_on
    )
)

select
    *,
    max(case when is_first_of_care then started_on end) over episodes_so_far
        as care_started_on,
    child_id || '/' || care_started_on as period_of_care_id,
from marked
window episodes_so_far as (
    partition by child_id
    order by started_on
    rows unbounded preceding
)
