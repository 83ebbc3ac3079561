/*
title = "Wholes"
says = """
The figures of each measure and authority as a whole: those that have cases,
those of a sum that its header names (nought is a figure), and the headline
where there is none.
"""
*/
with

counted as (
    select
        measure,
        figure,
        bool_and(is_of_events) as is_of_events,
        bool_and(is_of_events and is_of_answers) as is_of_yes_or_no,
    from result.cells
    where breakdown = 'all'
    group by measure, figure
),

named as (
    select
        measure,
        figure,
    from counted

    union

    select
        measure,
        unnest(figures) as figure,
    from measure.definitions
    where
        statistic = 'sum'
        and counts <> 'over'

    union

    select
        measure,
        headline_figure as figure,
    from measure.definitions
    where measure not in (select measure from counted)
),

authorities as (
    select distinct
        measure,
        authority,
    from result.measure_periods
)

select
    authorities.measure,
    named.figure,
    authorities.authority,
    'all' as breakdown,
    'all' as category,
    '' as breakdown_2,
    '' as category_2,
    coalesce(counted.is_of_events, true) as is_of_events,
    coalesce(counted.is_of_yes_or_no, true) as is_of_yes_or_no,
from authorities
inner join named
    on authorities.measure = named.measure
left join counted
    on named.measure = counted.measure
    and named.figure = counted.figure
