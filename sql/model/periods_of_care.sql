/*
title = "Periods of care"
says = """
One row per unbroken time of being looked after. Where the first row in hand
is not a start (RNE S), care began on or before started_on, and is_start_known
is false. home_postcode is where the child was first placed from.
"""
*/
with

sequenced as (
    select
        episodes.*,
        care_sequence.period_of_care_id,
    from model.care_sequence
    inner join model.episodes
        on care_sequence.episode_id = episodes.episode_id
),

gathered as (
    select
        authority,
        child_id,
        period_of_care_id,
        min(started_on) as started_on,
        arg_min(reason_started, started_on) = 'S' as is_start_known,
        arg_max_null(ended_on, started_on) as ended_on,
        arg_max_null(reason_ended, started_on) as reason_ended,
        arg_min_null(home_postcode, started_on) as home_postcode,
        arg_min_null(need, started_on) as need,
        arg_min(is_short_break, started_on) as began_as_short_breaks,
        bool_and(is_short_break) as is_short_breaks_only,
        count(*) as episodes,
    from sequenced
    group by authority, child_id, period_of_care_id
)

select
    gathered.* replace (
        coalesce(gathered.is_start_known, false) as is_start_known
    ),
    coalesce(reasons.is_adopted, false) as is_adopted,
from gathered
left join code.episodes_rec as reasons
    on gathered.reason_ended = reasons.code
order by gathered.authority, gathered.child_id, gathered.started_on
