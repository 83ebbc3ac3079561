/*
title = "Results"
says = """
Every figure, one row, as the exempt copies hold it: with target, comparisons
and intervals. Ordered as people read.
"""
*/
with

figures as (
    select * from result.reported_figures
),

previous as (
    select * from result.comparisons
    where basis = 'previous'
),

last_year as (
    select * from result.comparisons
    where basis = 'last_year'
)

select
    figures.measure,
    definitions.title,
    definitions.area,
    definitions.unit,
    definitions.polarity,
    definitions.statistic,
    figures.authority,
    figures.figure,
    figures.period_id,
    figures.period_kind,
    figures.period_start,
    figures.period_end,
    figures.is_partial,
    figures.is_current,
    figures.breakdown,
    figures.category,
    figures.breakdown_2,
    figures.category_2,
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
            figures.figure = definitions.headline_figure
            and (definitions.statistic <> 'sum' or figures.breakdown = 'all')
        then definitions.target
    end as target,
    target_status_of(
        figures.value, target, definitions.tolerance, definitions.polarity
    ) as target_status,
    previous.earlier_end as compared_with,
    previous.earlier_value as previous,
    previous.change,
    previous.change_lower,
    previous.change_upper,
    previous.percent_change,
    previous.direction,
    last_year.earlier_end as last_year_end,
    last_year.earlier_value as last_year,
    last_year.change as last_year_change,
    last_year.change_lower as last_year_change_lower,
    last_year.change_upper as last_year_change_upper,
    last_year.percent_change as last_year_percent_change,
    last_year.direction as last_year_direction,
    null::decimal(18, 6) as england,
    null::decimal(18, 6) as region,
    null::decimal(18, 6) as neighbours,
    null::decimal(18, 6) as best,
    null::varchar as benchmark_period,
    coalesce(figures.denominator < 30, false) as is_small,
    figures.kept_open,
    false as is_revised,
    null::decimal(18, 6) as previously_published,
    figures.symbol,
    figures.display,
from figures
inner join measure.definitions
    on figures.measure = definitions.measure
left join previous
    on figures.figure_number = previous.figure_number
left join last_year
    on figures.figure_number = last_year.figure_number
order by figures.figure_number
