/*
title = "Results"
says = """
Every figure, one row, as the exempt copies hold it: with target, comparisons
and intervals. Ordered as people read.
"""
*/
with

previous as (
    select * from result.comparisons
    where basis = 'previous'
),

last_year as (
    select * from result.comparisons
    where basis = 'last_year'
)

select
    series.measure,
    definitions.title,
    definitions.area,
    definitions.unit,
    definitions.polarity,
    definitions.statistic,
    series.authority,
    series.figure,
    periods.period_id,
    periods.period_kind,
    periods.period_start,
    periods.period_end,
    periods.is_partial,
    periods.is_current,
    series.breakdown,
    series.category,
    series.breakdown_2,
    series.category_2,
    figures.numerator,
    figures.denominator,
    figures.not_known,
    figures.cases,
    figures.children,
    figures.providers,
    figures.value,
    figures.lower,
    figures.upper,
    figures.lowest,
    figures.median,
    figures.highest,
    case
        when
            definitions.statistic <> 'sum'
            or (
                series.figure = definitions.headline_figure
                and series.breakdown = 'all'
            )
        then definitions.target
    end as target,
    target_status_of(
        figures.value, target, definitions.tolerance, definitions.polarity
    ) as target_status,
    before.period_end as compared_with,
    previous.earlier_value as previous,
    previous.change,
    previous.change_lower,
    previous.change_upper,
    previous.percent_change,
    previous.direction,
    year_before.period_end as last_year_end,
    last_year.earlier_value as last_year,
    last_year.change as last_year_change,
    last_year.change_lower as last_year_change_lower,
    last_year.change_upper as last_year_change_upper,
    last_year.percent_change as last_year_percent_change,
    last_year.direction as last_year_direction,
    benchmarks.england,
    benchmarks.region,
    benchmarks.neighbours,
    benchmarks.best,
    benchmarks.benchmark_period,
    coalesce(figures.denominator < 30, false) as is_small,
    figures.kept_open,
    false as is_revised,
    null::decimal(18, 6) as previously_published,
    figures.symbol,
    figures.display,
from result.reported_figures as figures
inner join result.series
    on figures.series_number = series.series_number
inner join result.numbered_periods as periods
    on figures.period_number = periods.period_number
inner join measure.definitions
    on series.measure = definitions.measure
left join previous
    on figures.series_number = previous.series_number
    and figures.period_number = previous.period_number
left join result.numbered_periods as before
    on previous.earlier_number = before.period_number
left join last_year
    on figures.series_number = last_year.series_number
    and figures.period_number = last_year.period_number
left join result.numbered_periods as year_before
    on last_year.earlier_number = year_before.period_number
left join result.benchmarks_in_a_row as benchmarks
    on figures.series_number = benchmarks.series_number
    and figures.period_number = benchmarks.period_number
order by
    series.head_number,
    figures.period_number,
    figures.series_number
