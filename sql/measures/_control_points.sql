/*
title = "Points of control charts"
says = """
The months of each flow, with the limits within which chance alone would keep
them: whole months only, the newest run of them without a gap, twelve at least.
The mean and the moving range are those of all months of the chart. Where
public counts are rounded, once more of the rounded months (`is_rounded`).
"""
*/
with

figures as (
    select
        figures.*,
        false as is_rounded,
    from result.figures

    union all by name

    select
        rounded_figures.*,
        true as is_rounded,
    from result.rounded_figures
),

months as (
    select
        figures.series_number,
        figures.is_rounded,
        figures.period_number,
        periods.period_start,
        periods.period_end,
        definitions.unit,
        figures.value,
        figures.display,
        date_diff('month', date '2000-01-01', periods.period_start)
        - row_number() over (
            partition by figures.series_number, figures.is_rounded
            order by periods.period_end
        ) as run_number,
    from figures
    inner join result.series
        on figures.series_number = series.series_number
    inner join result.numbered_periods as periods
        on figures.period_number = periods.period_number
    inner join measure.definitions
        on series.measure = definitions.measure
    where
        definitions.counts = 'during'
        and series.breakdown = 'all'
        and periods.period_kind = 'month'
        and not periods.is_partial
        and figures.value is not null
),

newest_runs as (
    select
        * exclude (run_number),
        lag(period_end) over in_order as period_end_before,
        value - lag(value) over in_order as rise,
    from months
    window in_order as (
        partition by series_number, is_rounded, run_number
        order by period_end
    )
    qualify
        run_number = max(run_number) over (
            partition by series_number, is_rounded
        )
        and count(*) over (
            partition by series_number, is_rounded, run_number
        ) >= 12
),

means as (
    select
        series_number,
        is_rounded,
        any_value(unit) as unit,
        min(value) as lowest,
        divide_exact(sum(value), count(value), 6) as centre,
        divide_exact(sum(abs(rise)), count(rise), 6) as mean_moving_range,
    from newest_runs
    group by series_number, is_rounded
)

select
    newest_runs.*,
    means.centre,
    control_lower(means.centre, means.mean_moving_range, means.lowest) as lower,
    control_upper(means.centre, means.mean_moving_range, means.unit) as upper,
from newest_runs
inner join means
    on newest_runs.series_number = means.series_number
    and newest_runs.is_rounded = means.is_rounded
