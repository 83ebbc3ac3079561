/*
title = "Where agreements are read from"
says = """
For each authority the one extract that its agreements are read from: its own
register where it has one, else the quarterly cost return, else the regional
census, else records of the National Placements Data Standard. Never two: the
same placement would be paid twice.
"""
*/
with

received as (
    select distinct
        authority,
        'agreements' as extract,
    from staging.agreements

    union all

    select distinct
        authority,
        'placement_costs' as extract,
    from staging.placement_costs

    union all

    select distinct
        authority,
        'placement_census' as extract,
    from staging.placement_census

    union all

    select distinct
        authority,
        'placement_records' as extract,
    from staging.placement_records
)

select
    received.authority,
    arg_min(received.extract, stand_ins.sort) as extract,
from received
inner join code.extract_stand_ins as stand_ins
    on received.extract = stand_ins.extract
    and stand_ins.stands_for = 'agreements'
group by received.authority
order by received.authority
