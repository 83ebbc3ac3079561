/*
title = "Episode closures"
says = """
Episodes without an end, closed where something says that they are over.
closed_at_next_start: a later episode of the same or a later return begins.
absent_from_next_return: a later return does not have the row at all; by
default it is kept open (the child may have left with nobody telling us, so
those kept open are counted beside each stock), or it is closed on the day
after the return that last had it. closed_at_eighteen: nobody is looked after
beyond the eighteenth birthday; an episode that begins after it is left alone,
because then the date of birth is what must be wrong.
"""
[settings.absent_from_next_return]
default = "keep open"
type = "text"
says = "What becomes of an open episode that a later return does not have: keep open, or close at return end."
*/
with

episode_rows as (
    select * from model.episode_rows
    where dropped_by is null
),

children as (
    select child_id, eighteen_on from model.children
),

last_returns as (
    select
        coalesce(councils.authority, files.authority) as authority,
        max(files.snapshot_on) as last_return_on,
    from staging.files as files
    left join code.council_authorities as councils
        on coalesce(files.authority, '') = ''
    where files.extract = 'episodes'
    group by coalesce(councils.authority, files.authority)
),

open_rows as (
    select * from episode_rows
    where ended_on is null
),

next_starts as (
    select
        open_rows.episode_id,
        min(later.started_on) as next_started_on,
        arg_min(later.reason_started, later.started_on)
            as next_reason_started,
    from open_rows
    inner join episode_rows as later
        on open_rows.child_id = later.child_id
        and open_rows.started_on < later.started_on
        and open_rows.snapshot_on <= later.snapshot_on
    group by open_rows.episode_id
),

judged as (
    select
        episode_rows.* exclude (dropped_by),
        next_starts.next_started_on,
        next_starts.next_reason_started,
        episode_rows.ended_on is null
        and next_starts.next_started_on is null as is_still_open,
        is_still_open
        and episode_rows.snapshot_on < last_returns.last_return_on
            as is_absent,
        case
            when
                is_absent
                and getvariable('episode_closures.absent_from_next_return')
                = 'close at return end'
                then episode_rows.snapshot_on + 1
        end as absent_on,
        case
            when
                is_still_open
                and children.eighteen_on > episode_rows.started_on
                then children.eighteen_on
        end as eighteen_on,
    from episode_rows
    left join next_starts
        on episode_rows.episode_id = next_starts.episode_id
    left join children
        on episode_rows.child_id = children.child_id
    left join last_returns
        on episode_rows.authority = last_returns.authority
)

select
    judged.* exclude (ended_on, reason_ended, absent_on, eighteen_on),
    judged.ended_on as recorded_ended_on,
    coalesce(
        judged.ended_on,
        judged.next_started_on,
        least(judged.absent_on, judged.eighteen_on)
    ) as ended_on,
    case
        when judged.ended_on is not null then judged.reason_ended
        when judged.next_reason_started <> 'S' then 'X1'
    end as reason_ended,
    judged.is_absent and judged.absent_on is null as is_kept_open,
    coalesce(
        judged.eighteen_on < coalesce(
            judged.absent_on, date '9999-12-31'
        ),
        false
    ) as is_closed_at_eighteen,
from judged
