/*
title = "Starts of logs"
says = """
From when on an extract speaks that is a log, a row for each thing that
happened: from the first day of the month of its first row. Before that, nothing
in it means that nothing was written down, not that nothing happened; a council
that knows better says so in council.toml, under [[extracts.<id>.covers]].
"""
*/
with

first_rows as (
    select
        authority,
        'referrals' as extract,
        min(received_on) as first_on,
    from model.received_referrals
    group by authority

    union all

    select
        authority,
        'panels' as extract,
        min(held_on) as first_on,
    from staging.panels
    group by authority

    union all

    select
        authority,
        'monitoring' as extract,
        min(held_on) as first_on,
    from staging.monitoring
    group by authority
)

select
    authority,
    extract,
    cast(date_trunc('month', first_on) as date) as began_on,
from first_rows
where first_on is not null
order by authority, extract
