/*
title = "Episode overlaps"
says = """
One line through time for each child. inside_another: an episode that ends no
later than one that began before it is dropped, and so is a series of short
breaks that begins while the child is looked after otherwise. overlap_cut: an
episode that ends after the next one begins is cut there. The days on which a
child is looked after, short breaks apart, are the same before and after.
gap_kept: the row says that another follows the same day, and the next begins
later; nothing is filled in.
"""
*/
with

closures as (
    select
        *,
        coalesce(ended_on, date '9999-12-31') as reaches,
    from model.episode_closures
),

measured as (
    select
        *,
        max(case when not is_short_break then reaches end) over earlier_rows
            as care_reaches,
        max(case when is_short_break then reaches end) over earlier_rows
            as short_breaks_reach,
    from closures
    window earlier_rows as (
        partition by child_id
        order by started_on
        rows between unbounded preceding and 1 preceding
    )
),

judged as (
    select
        *,
        coalesce(
            case
                when is_short_break
                    then
                        started_on < coalesce(care_reaches, started_on)
                        or reaches <= coalesce(short_breaks_reach, started_on)
                else reaches <= coalesce(care_reaches, started_on)
            end,
            false
        ) as is_inside_another,
    from measured
),

followed as (
    select
        *,
        lead(started_on) over (
            partition by child_id, is_inside_another
            order by started_on
        ) as followed_on,
    from judged
)

select
    * exclude (
        ended_on, reason_ended, reaches, care_reaches, short_breaks_reach
    ),
    ended_on as claimed_ended_on,
    reason_ended as claimed_reason_ended,
    not is_inside_another and reaches > followed_on is true as is_cut,
    not is_inside_another
    and reaches < followed_on is true
    and reason_ended = 'X1' as is_before_gap,
    case when is_cut then followed_on else ended_on end as ended_on,
    case
        when is_cut then 'X1'
        else reason_ended
    end as reason_ended,
from followed
