/*
title = "Cells that are published together"
says = """
Every series and period that a public report or public data file holds, or
compares with; and what the last final publication of a report held and that is
the same today: that is known, whatever is hidden now.
"""
*/
with

held as (
    select
        figures.series_number,
        figures.period_number,
    from result.reported_figures as figures
    inner join result.series
        on figures.series_number = series.series_number
    inner join measure.published
        on series.measure = published.measure
        and series.breakdown = published.breakdown
    inner join result.numbered_periods as periods
        on figures.period_number = periods.period_number
    where
        series.breakdown_2 = ''
        and not periods.is_mean
        and is_published(
            published.breakdown,
            published.is_newest,
            published.is_by_year,
            periods.period_kind,
            periods.is_partial,
            periods.is_current
        )
),

given as (
    select distinct
        series.series_number,
        periods.period_number,
        published.value,
    from result.previously_published as published
    inner join result.series
        on published.measure = series.measure
        and published.figure = series.figure
        and published.authority = series.authority
        and published.breakdown = series.breakdown
        and published.category = series.category
        and published.breakdown_2 = series.breakdown_2
        and published.category_2 = series.category_2
    inner join result.numbered_periods as periods
        on published.period_id = periods.period_id
        and published.is_partial = periods.is_partial
    where
        published.is_public
        and not periods.is_mean
),

published as (
    select * from held

    union

    select
        series_number,
        period_number,
    from given

    union

    select
        held.series_number,
        comparisons.earlier_number as period_number,
    from held
    inner join result.comparisons
        on held.series_number = comparisons.series_number
        and held.period_number = comparisons.period_number
    where comparisons.basis in ('previous', 'last_year')
)

select
    published.series_number,
    published.period_number,
    given.value is not null as is_given,
from published
inner join result.reported_figures as figures
    on published.series_number = figures.series_number
    and published.period_number = figures.period_number
left join given
    on published.series_number = given.series_number
    and published.period_number = given.period_number
    and figures.value = given.value
where figures.value is not null
