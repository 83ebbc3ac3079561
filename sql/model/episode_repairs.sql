/*
title = "Episode repairs"
says = """
One row per repair: the rule, the episode, what the row said and what became
of it, with the file and row to look it up. A repair whose effect lies after
the as-at date is not listed.
"""
*/
with

episode_rows as (
    select * from model.episode_rows
),

untangled as (
    select * from model.episode_overlaps
),

repairs as (
    select
        *,
        dropped_by as rule,
        coalesce(cast(ended_on as varchar), 'open') as was,
        'dropped' as became,
        started_on as took_effect_on,
    from episode_rows
    where dropped_by is not null

    union all by name

    select
        *,
        'inside_another' as rule,
        coalesce(cast(recorded_ended_on as varchar), 'open') as was,
        'dropped' as became,
        started_on as took_effect_on,
    from untangled
    where is_inside_another

    union all by name

    select
        *,
        'closed_at_next_start' as rule,
        'open' as was,
        cast(next_started_on as varchar) as became,
        next_started_on as took_effect_on,
    from untangled
    where next_started_on is not null

    union all by name

    select
        *,
        'absent_from_next_return' as rule,
        'open' as was,
        case
            when is_kept_open then 'kept open'
            else cast(claimed_ended_on as varchar)
        end as became,
        snapshot_on + 1 as took_effect_on,
    from untangled
    where is_absent

    union all by name

    select
        *,
        'closed_at_eighteen' as rule,
        'open' as was,
        cast(claimed_ended_on as varchar) as became,
        claimed_ended_on as took_effect_on,
    from untangled
    where is_closed_at_eighteen

    union all by name

    select
        *,
        'overlap_cut' as rule,
        coalesce(cast(claimed_ended_on as varchar), 'open') as was,
        cast(ended_on as varchar) as became,
        ended_on as took_effect_on,
    from untangled
    where is_cut

    union all by name

    select
        *,
        'gap_kept' as rule,
        'next episode ' || ended_on as was,
        'next episode ' || followed_on as became,
        followed_on as took_effect_on,
    from untangled
    where is_before_gap
)

select
    authority,
    child_id,
    episode_id,
    rule,
    was,
    became,
    took_effect_on,
    file_id,
    row_number,
from repairs
where
    started_on <= getvariable('as_at')
    and took_effect_on <= getvariable('as_at')
order by authority, child_id, episode_id, rule
