/*
title = "Results that may be published"
says = """
The wholes of measures that public reports bind, and the newest of the tables
that they name, before anything is hidden: as they are, or rounded where the
council rounds public counts. What is said of a rounded figure (against its
target, of small numbers, of a change) is said of it as it is printed.
"""
*/
with

previous as (
    select * from result.public_comparisons
    where basis = 'previous'
),

last_year as (
    select * from result.public_comparisons
    where basis = 'last_year'
)

select
    series.head_number,
    series.series_number,
    periods.period_number,
    results.* replace (
        as_published(figures.numerator, results.numerator) as numerator,
        as_published(figures.denominator, results.denominator) as denominator,
        as_published(figures.not_known, results.not_known) as not_known,
        as_published(figures.cases, results.cases) as cases,
        as_published(figures.children, results.children) as children,
        as_published(figures.providers, results.providers) as providers,
        as_published(figures.value, results.value) as value,
        as_published(figures.lower, results.lower) as lower,
        as_published(figures.upper, results.upper) as upper,
        as_published(figures.lowest, results.lowest) as lowest,
        as_published(figures.median, results.median) as median,
        as_published(figures.highest, results.highest) as highest,
        as_published(
            target_status_of(
                figures.value,
                results.target,
                definitions.tolerance,
                definitions.polarity
            ),
            results.target_status
        ) as target_status,
        as_published(previous.earlier_value, results.previous) as previous,
        as_published(previous.change, results.change) as change,
        as_published(previous.change_lower, results.change_lower)
            as change_lower,
        as_published(previous.change_upper, results.change_upper)
            as change_upper,
        as_published(previous.percent_change, results.percent_change)
            as percent_change,
        as_published(previous.direction, results.direction) as direction,
        as_published(last_year.earlier_value, results.last_year) as last_year,
        as_published(last_year.change, results.last_year_change)
            as last_year_change,
        as_published(last_year.change_lower, results.last_year_change_lower)
            as last_year_change_lower,
        as_published(last_year.change_upper, results.last_year_change_upper)
            as last_year_change_upper,
        as_published(last_year.percent_change, results.last_year_percent_change)
            as last_year_percent_change,
        as_published(last_year.direction, results.last_year_direction)
            as last_year_direction,
        as_published(coalesce(figures.denominator < 30, false), is_small)
            as is_small,
        as_published(figures.kept_open, results.kept_open) as kept_open,
        as_published(figures.symbol, results.symbol) as symbol,
        as_published(figures.display, results.display) as display
    ),
from result.results
inner join result.series
    on results.measure = series.measure
    and results.figure = series.figure
    and results.authority = series.authority
    and results.breakdown = series.breakdown
    and results.category = series.category
    and results.breakdown_2 = series.breakdown_2
    and results.category_2 = series.category_2
inner join measure.published
    on series.measure = published.measure
    and series.breakdown = published.breakdown
inner join measure.definitions
    on series.measure = definitions.measure
inner join result.numbered_periods as periods
    on results.period_id = periods.period_id
left join result.public_figures as figures
    on series.series_number = figures.series_number
    and periods.period_number = figures.period_number
left join previous
    on series.series_number = previous.series_number
    and periods.period_number = previous.period_number
left join last_year
    on series.series_number = last_year.series_number
    and periods.period_number = last_year.period_number
where
    results.breakdown_2 = ''
    and is_published(
        published.breakdown,
        published.is_newest,
        published.is_by_year,
        results.period_kind,
        results.is_partial,
        results.is_current
    )
