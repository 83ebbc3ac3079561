/*
title = "Headings"
says = """
What each measure is counted by: all, its breakdowns and own categories, and its
crosses of two, written "service x arrangement"; a measure that is not bound by
all alone. Those that few measures ask for are counted apart.
"""
*/
with

headings as (
    select
        measure,
        unnest(
            case when is_bound then ['all'] || breakdowns else ['all'] end
        ) as breakdown,
        '' as breakdown_2,
        counted_apart,
    from measure.definitions

    union all by name

    select
        measure,
        split_part(unnest(crosses), ' x ', 1) as breakdown,
        split_part(unnest(crosses), ' x ', 2) as breakdown_2,
        counted_apart,
    from measure.definitions
    where is_bound
)

select
    * exclude (counted_apart),
    breakdown_2 <> ''
    or list_contains(counted_apart, breakdown) as is_counted_apart,
    row_number() over (order by measure, breakdown_2, breakdown)
        as heading_number,
from headings
