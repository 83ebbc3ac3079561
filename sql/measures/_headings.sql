/*
title = "Headings"
says = """
What each measure is counted by: all, its standard breakdowns, and its crosses
of two breakdowns, written "service x arrangement".
"""
*/
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
