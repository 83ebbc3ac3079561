/*
title = "Times away"
says = """
One row per time that a child was missing, or away without authorisation, begun
by the as-at date. The day on which the child came back is no day away; a child
back on the same day was away on that day. A time without an end ends when the
child's next one of the same kind begins, when the child leaves care, or with
the last return that has it, where a later one has come; else the child is still
away and last_day is empty.
"""
*/
with

returns as (
    select
        authority,
        max(snapshot_on) as latest_return_on,
    from staging.missing
    group by authority
),

times as (
    select
        missing.authority,
        missing.authority || '/' || missing.child_id as child_id,
        missing.missing_kind,
        missing.started_on,
        case
            when missing.ended_on <= getvariable('as_at') then missing.ended_on
        end as ended_on,
        missing.ended_on is null as is_open,
        case
            when missing.snapshot_on < returns.latest_return_on
                then missing.snapshot_on + 1
        end as unseen_from,
        missing.file_id,
        missing.row_number,
    from staging.missing as missing
    inner join returns
        on missing.authority = returns.authority
    where missing.started_on <= getvariable('as_at')
),

in_care as (
    select
        times.file_id,
        times.row_number,
        arg_max_null(periods_of_care.ended_on, periods_of_care.started_on)
            as care_ended_on,
    from times
    inner join model.periods_of_care
        on times.child_id = periods_of_care.child_id
        and times.started_on >= periods_of_care.started_on
    where times.is_open
    group by times.file_id, times.row_number
),

ended as (
    select
        times.*,
        case
            when times.is_open then
                least(
                    lead(times.started_on) over (
                        partition by times.child_id, times.missing_kind
                        order by times.started_on
                    ),
                    in_care.care_ended_on,
                    times.unseen_from
                )
            else times.ended_on
        end as known_end,
    from times
    left join in_care
        on times.file_id = in_care.file_id
        and times.row_number = in_care.row_number
)

select
    ended.authority,
    ended.child_id,
    ended.child_id || '/' || ended.missing_kind || '/' || ended.started_on
        as absence_id,
    ended.missing_kind,
    kinds.is_missing,
    ended.started_on,
    case when ended.known_end <= getvariable('as_at') then ended.known_end end
        as back_on,
    greatest(back_on - 1, ended.started_on) as last_day,
    ended.file_id,
    ended.row_number,
from ended
inner join code.missing_missing as kinds
    on ended.missing_kind = kinds.code
order by ended.authority, ended.child_id, ended.started_on
