/*
title = "Benchmarks beside figures"
says = """
Each figure with what it is held against, one row a basis: the newest benchmark
of at most three years before the period's end; what is published of the
authority itself only for the very same day. Years are held against years only,
where a measure counts what happens. Counts are held against nothing but the
authority's own. For percentages with the limits of the funnel around the
benchmark, for the authority's own denominator.
"""
*/
with

figures as (
    select
        figures.series_number,
        figures.period_number,
        figures.value,
        figures.denominator,
        figures.display,
        series.* exclude (series_number),
        periods.period_kind,
        periods.period_end,
        definitions.title,
        definitions.unit,
        definitions.benchmark as chosen,
        definitions.headline_figure,
        definitions.unit = 'percent'
        and definitions.statistic = 'ratio'
        and series.is_of_yes_or_no as has_funnel,
    from result.figures
    inner join result.series
        on figures.series_number = series.series_number
    inner join result.numbered_periods as periods
        on figures.period_number = periods.period_number
    inner join measure.definitions
        on series.measure = definitions.measure
    where
        series.breakdown_2 = ''
        and (
            definitions.counts = 'at end'
            or periods.period_kind in ('year', 'rolling_year')
        )
),

held as (
    select
        figures.*,
        benchmarks.basis,
        benchmarks.area,
        benchmarks.area_name,
        benchmarks.source,
        benchmarks.indicator,
        benchmarks.period_end as benchmark_end,
        benchmarks.value as benchmark,
    from figures
    inner join result.benchmarks_by_basis as benchmarks
        on figures.measure = benchmarks.measure
        and figures.figure
        = coalesce(nullif(benchmarks.figure, ''), figures.headline_figure)
        and figures.category = benchmarks.category
        and benchmarks.breakdown in (figures.breakdown, '')
        and figures.unit = coalesce(benchmarks.unit, figures.unit)
        and figures.authority
        = coalesce(benchmarks.own_authority, figures.authority)
        and benchmarks.period_end <= figures.period_end
        and benchmarks.period_end >= figures.period_end - interval 3 years
    where
        case benchmarks.basis
            when 'published' then benchmarks.period_end = figures.period_end
            else figures.unit <> 'count'
        end
    qualify row_number() over (
        partition by
            figures.series_number, figures.period_number, benchmarks.basis
        order by benchmarks.period_end desc, benchmarks.source, benchmarks.area
    ) = 1
)

select
    series_number,
    period_number,
    measure,
    title,
    figure,
    authority,
    breakdown,
    category,
    period_kind,
    period_end,
    value,
    denominator,
    display,
    unit,
    basis,
    basis = coalesce(chosen, 'england') as is_chosen,
    area,
    area_name,
    benchmark,
    print_amount(benchmark, unit) as benchmark_display,
    benchmark_end,
    year_label(benchmark_end) as benchmark_period,
    source,
    indicator,
    unless(not has_funnel or basis = 'published', denominator) as funnel_total,
    funnel_lower(benchmark, funnel_total, normal_quantile()) as funnel_lower_95,
    funnel_upper(benchmark, funnel_total, normal_quantile()) as funnel_upper_95,
    funnel_lower(benchmark, funnel_total, outer_quantile()) as funnel_lower_998,
    funnel_upper(benchmark, funnel_total, outer_quantile()) as funnel_upper_998,
    funnel_place(
        value,
        funnel_lower_95,
        funnel_upper_95,
        funnel_lower_998,
        funnel_upper_998
    ) as funnel_place,
from held
order by series_number, period_number, basis
