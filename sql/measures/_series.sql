/*
title = "Series"
says = """
Each figure of a measure that is followed over time, for one authority and
category, numbered in the order in which people read: categories in their own
order, not known last. A table is what is printed together: the categories of
one breakdown. With it, what its interval hangs on: whether its cases are events
(each counts nought or one) and whether they are answers of yes or no.
"""
*/
with

counted as (
    select
        measure,
        figure,
        authority,
        breakdown,
        category,
        breakdown_2,
        category_2,
        bool_and(is_of_events) as is_of_events,
        bool_and(is_of_events and is_of_answers) as is_of_yes_or_no,
    from result.cells
    group by
        measure, figure, authority, breakdown, category, breakdown_2, category_2
),

authorities as (
    select distinct
        measure,
        authority,
    from result.measure_periods
),

wholes as (
    select
        authorities.measure,
        coalesce(counted.figure, definitions.headline_figure) as figure,
        authorities.authority,
        'all' as breakdown,
        'all' as category,
        '' as breakdown_2,
        '' as category_2,
        bool_and(coalesce(counted.is_of_events, true)) as is_of_events,
        bool_and(coalesce(counted.is_of_yes_or_no, true)) as is_of_yes_or_no,
    from authorities
    inner join measure.definitions
        on authorities.measure = definitions.measure
    left join counted
        on authorities.measure = counted.measure
        and counted.breakdown = 'all'
    group by all
),

series as (
    select * from wholes

    union all by name

    select
        counted.* exclude (is_of_events, is_of_yes_or_no),
        wholes.is_of_events,
        wholes.is_of_yes_or_no,
    from counted
    inner join wholes
        on counted.measure = wholes.measure
        and counted.figure = wholes.figure
        and counted.authority = wholes.authority
    where counted.breakdown <> 'all'
)

select
    series.*,
    dense_rank() over (order by measure, figure, authority) as head_number,
    dense_rank() over (
        order by
            measure, figure, authority, series.breakdown, breakdown_2
    ) as table_number,
    row_number() over (
        order by
            measure,
            figure,
            authority,
            series.breakdown,
            breakdown_2,
            series.category = 'Not known',
            first_order.sort,
            series.category,
            category_2 = 'Not known',
            second_order.sort,
            category_2
    ) as series_number,
from series
left join result.category_order as first_order
    on series.breakdown = first_order.breakdown
    and series.category = first_order.category
left join result.category_order as second_order
    on series.breakdown_2 = second_order.breakdown
    and series.category_2 = second_order.category
