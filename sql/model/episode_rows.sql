/*
title = "Episode rows"
says = """
Episode rows as accepted, and the first repairs: rows that cannot stand.
ends_before_start: it ended before it began. zero_length: it ended on the day
it began; where the row before reaches it, that row takes over its reason.
replaced_by_later_return: the row begins inside an episode that a later return
gives, was not over when that return's year began, and is not in that return.
Repairs look at every row known, and the as-at date is applied after them, so
that a past figure does not hang on the day from which one looks back.

What the rules make of the usual faults of yearly returns put together:
- open in one return, then a row of a later return: closed there (next tables);
- the same stay, its start moved by days in the later return, the old row still
  open: the old row goes, whether the new one is open, over, or split in two;
- a start moved before the end of the row before: the old row goes, and the row
  before is cut at the new start;
- open, and the child in no later return: kept open, and counted as such;
- a gap after "another follows the same day": left as it is, and counted.
"""
*/
with

episodes as (
    select * from staging.episodes
),

files as (
    select * from staging.files
),

keyed as (
    select
        episodes.authority,
        episodes.authority || '/' || episodes.child_id as child_id,
        episodes.child_id as source_child_id,
        episodes.authority || '/' || episodes.child_id || '/'
        || episodes.started_on as episode_id,
        episodes.started_on,
        episodes.ended_on,
        episodes.reason_started,
        episodes.reason_ended,
        episodes.legal_status,
        coalesce(
            files.covers_from,
            cast(episodes.snapshot_on - to_years(1) as date) + 1
        ) as return_from,
        episodes.snapshot_on,
        episodes.file_id,
        episodes.row_number,
    from episodes
    left join files
        on episodes.file_id = files.file_id
),

contradicted as (
    select distinct earlier.episode_id
    from keyed as earlier
    inner join keyed as later
        on earlier.child_id = later.child_id
        and earlier.snapshot_on < later.snapshot_on
        and earlier.started_on > later.started_on
    where
        earlier.started_on < coalesce(later.ended_on, date '9999-12-31')
        and coalesce(earlier.ended_on, date '9999-12-31') >= later.return_from
)

select
    keyed.* exclude (reason_ended, legal_status, return_from),
    case
        when
            lead(keyed.ended_on) over child_rows
            = lead(keyed.started_on) over child_rows
            and keyed.ended_on = lead(keyed.started_on) over child_rows
            then coalesce(
                lead(keyed.reason_ended) over child_rows,
                keyed.reason_ended
            )
        else keyed.reason_ended
    end as reason_ended,
    coalesce(legal_statuses.is_short_break, false) as is_short_break,
    case
        when keyed.ended_on < keyed.started_on then 'ends_before_start'
        when keyed.ended_on = keyed.started_on then 'zero_length'
        when contradicted.episode_id is not null
            then 'replaced_by_later_return'
    end as dropped_by,
from keyed
left join contradicted
    on keyed.episode_id = contradicted.episode_id
left join code.episodes_ls as legal_statuses
    on keyed.legal_status = legal_statuses.code
window child_rows as (
    partition by keyed.child_id
    order by keyed.started_on
)
