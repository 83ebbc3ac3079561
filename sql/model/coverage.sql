/*
title = "Coverage"
says = """
The days that the extracts in hand describe, by authority and extract, as
unbroken stretches. Extracts that replace slices of time cover the months or
years that their rows stand in; all others what their files say, and what the
council declares of them. An open side of a file's cover reaches back or forward
without end (a log's back to its start), and a file of nobody's own covers every
authority. An extract that is read in another's place covers for it.
"""
*/
with

files as (
    select * from model.covering_files
),

stretches as (
    select
        files.authority,
        files.extract,
        coalesce(
            files.covers_from, log_starts.began_on, date '1900-01-01'
        ) as covers_from,
        coalesce(files.covers_to, date '9999-12-31') as covers_to,
    from files
    left join model.log_starts
        on files.extract = log_starts.extract
        and files.authority = log_starts.authority
    where
        files.covers <> 'slices'
        or files.extract not in ('ledger', 'budgets', 'savings')

    union all

    select
        files.authority,
        files.extract,
        declared.covers_from,
        declared.covers_to,
    from files
    inner join staging.declared
        on declared.extract in (files.own_extract, files.extract)

    union all

    select
        authority,
        extract,
        covers_from,
        covers_to,
    from model.slices
),

breaks as (
    select
        *,
        covers_from > 1 + coalesce(
            max(covers_to) over (
                partition by authority, extract
                order by covers_from, covers_to
                rows between unbounded preceding and 1 preceding
            ),
            date '1800-01-01'
        ) as is_break,
    from stretches
    where covers_from <= covers_to
),

numbered as (
    select
        *,
        count(*) filter (where is_break) over (
            partition by authority, extract
            order by covers_from, covers_to
            rows unbounded preceding
        ) as stretch,
    from breaks
)

select
    authority,
    extract,
    min(covers_from) as covers_from,
    max(covers_to) as covers_to,
from numbered
group by authority, extract, stretch
order by authority, extract, covers_from
