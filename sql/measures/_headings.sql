/*
title = "Headings"
says = """
What each measure is counted by: all, its standard breakdowns, and its crosses
of two breakdowns, written "service x arrangement". Breakdowns by who supplies
are many and rarely asked for, and are counted apart.
"""
*/
with

headings as (
    select
        measure,
        unnest(['all'] || breakdowns) as breakdown,
        '' as breakdown_2,
    from measure.definitions

    union all by name

    select
        measure,
        split_part(unnest(crosses), ' x ', 1) as breakdown,
        split_part(unnest(crosses), ' x ', 2) as breakdown_2,
    from measure.definitions
)

select
    *,
    breakdown_2 <> ''
    or breakdown in (
        'provider', 'owner_group', 'contract', 'framework', 'arrangement'
    ) as is_counted_apart,
from headings
