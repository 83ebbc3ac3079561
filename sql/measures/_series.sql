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

wholes as (
    select * from result.wholes
),

counted as (
    select distinct
        measure,
        figure,
        authority,
        breakdown,
        category,
        breakdown_2,
        category_2,
    from result.cells
    where breakdown <> 'all'
),

series as (
    select * from wholes

    union all by name

    select
        counted.*,
        wholes.is_of_events,
        wholes.is_of_yes_or_no,
    from counted
    inner join wholes
        on counted.measure = wholes.measure
        and counted.figure = wholes.figure
        and counted.authority = wholes.authority
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
