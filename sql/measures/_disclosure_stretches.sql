/*
title = "Stretches of published periods"
says = """
What happens is counted in periods that lie within one another or overlap. Each
is a sum of the stretches between the first and last days of all periods in
which the same series is published; few stretches are published themselves.
"""
*/
with

published as (
    select * from result.disclosure_figures
    where counts = 'during'
),

bounds as (
    select
        series_number,
        starts_on as begins_on,
    from published

    union

    select
        series_number,
        ends_on + 1 as begins_on,
    from published
),

stretches as (
    select
        series_number,
        begins_on,
        lead(begins_on) over (partition by series_number order by begins_on)
            as ends_before,
    from bounds
),

counted as (
    select
        series.series_number,
        moments.counted_on,
        sum(parts.part.numerator)::bigint as counted,
    from result.other_parts as parts
    inner join result.headings
        on parts.heading_number = headings.heading_number
    inner join result.moments
        on parts.moment_number = moments.moment_number
    inner join result.series
        on headings.measure = series.measure
        and parts.figure = series.figure
        and series.authority in (moments.authority, 'all')
        and headings.breakdown = series.breakdown
        and headings.breakdown_2 = series.breakdown_2
        and parts.category = series.category
        and parts.category_2 = series.category_2
    where series.series_number in (select series_number from published)
    group by series.series_number, moments.counted_on
),

filled as (
    select
        stretches.series_number,
        stretches.begins_on,
        stretches.ends_before,
        coalesce(sum(counted.counted), 0)::bigint as amount,
    from stretches
    left join counted
        on stretches.series_number = counted.series_number
        and counted.counted_on >= stretches.begins_on
        and counted.counted_on < stretches.ends_before
    where stretches.ends_before is not null
    group by all
)

select
    *,
    row_number() over (order by series_number, begins_on) as stretch_number,
from filled
