/*
title = "Headings"
says = """
What each measure is counted by: all, its breakdowns and own categories, and its
crosses of two, written "service x arrangement". Those that few measures ask for
are counted apart.
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
    or breakdown not in (
        'all', 'service', 'service_group', 'sector', 'age_band', 'sex',
        'ethnic_group', 'need', 'legal_status', 'asylum_seeking', 'locality'
    ) as is_counted_apart,
    row_number() over (order by measure, breakdown_2, breakdown)
        as heading_number,
from headings
