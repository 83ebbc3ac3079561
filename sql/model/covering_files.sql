/*
title = "Covering files"
says = """
Every file with rows that hold, for each authority that it speaks for, and again
under the name of the extract in whose place it is read.
"""
*/
with

files as (
    select
        files.* replace (
            coalesce(councils.authority, files.authority) as authority
        ),
    from staging.files as files
    left join code.council_authorities as councils
        on coalesce(files.authority, '') = ''
    where
        files.rows_accepted + files.rows_superseded + files.rows_repeated > 0
),

own_referrals as (
    select distinct authority
    from files
    where extract = 'referrals'
)

select
    *,
    extract as own_extract,
from files

union all

select
    files.* replace (stand_ins.stands_for as extract),
    files.extract as own_extract,
from files
inner join code.extract_stand_ins as stand_ins
    on files.extract = stand_ins.extract
left join model.agreement_sources as sources
    on files.authority = sources.authority
where
    stand_ins.stands_for <> files.extract
    and (
        stand_ins.stands_for not in ('agreements', 'referrals')
        or (
            stand_ins.stands_for = 'agreements'
            and files.extract = sources.extract
        )
        or (
            stand_ins.stands_for = 'referrals'
            and files.authority not in (select authority from own_referrals)
        )
    )
