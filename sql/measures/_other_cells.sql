/*
title = "Other cells"
says = """
The cells of all measures whose cases are not one child each, and those of
children by who supplies, by own category and by cross: their parts, put
together by window. Of money, the largest provider's part is kept.
"""
*/
with

in_windows as (
    select
        parts.*,
        headings.measure,
        headings.breakdown,
        headings.breakdown_2,
        windows.authority,
        windows.window_number,
    from result.other_parts as parts
    inner join result.headings
        on parts.heading_number = headings.heading_number
    inner join result.counted_windows as windows
        on parts.moment_number = windows.moment_number
        and (headings.breakdown = 'all' or windows.has_breakdowns)
),

by_provider as (
    select
        window_number,
        figure,
        heading_number,
        category,
        category_2,
        abs(sum(part.numerator)) as numerator,
        abs(sum(part.denominator)) as denominator,
    from in_windows
    where part_of is not null
    group by
        window_number, figure, heading_number, category, category_2, part_of
),

largest as (
    select
        * exclude (numerator, denominator),
        max(numerator) as numerator,
        max(denominator) as denominator,
    from by_provider
    group by all
)

select
    in_windows.measure,
    in_windows.authority,
    in_windows.window_number,
    in_windows.figure,
    in_windows.breakdown,
    in_windows.category,
    in_windows.breakdown_2,
    in_windows.category_2,
    bool_and(in_windows.is_of_events) as is_of_events,
    bool_and(in_windows.is_of_answers) as is_of_answers,
    cell_of_parts(
        in_windows.part_of,
        in_windows.part,
        largest.numerator,
        largest.denominator
    ) as cell,
from in_windows
left join largest
    on in_windows.window_number = largest.window_number
    and in_windows.figure = largest.figure
    and in_windows.heading_number = largest.heading_number
    and in_windows.category = largest.category
    and in_windows.category_2 = largest.category_2
group by all
