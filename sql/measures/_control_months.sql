/*
title = "Months of control charts"
says = """
One row per month of a flow's chart: the figure, the mean, the limits, and in
words the signals that the month is part of. A signal's sentence stands at the
month with which it ends. Where public counts are rounded, once more of the rounded
months (`is_rounded`).
"""
*/
with

signals as (
    select
        points.series_number,
        points.is_rounded,
        points.period_end,
        string_agg(
            signals.signal, '; ' order by signals.from_end, signals.signal
        ) as signal,
        list(signals.says order by signals.from_end, signals.signal)
            filter (where signals.to_end = points.period_end) as says,
    from result.control_points as points
    inner join result.control_signals as signals
        on points.series_number = signals.series_number
        and points.is_rounded = signals.is_rounded
        and points.period_end between signals.from_end and signals.to_end
    group by points.series_number, points.is_rounded, points.period_end
)

select
    series.measure,
    series.figure,
    series.authority,
    points.series_number,
    points.is_rounded,
    points.period_number,
    points.period_end,
    points.unit,
    points.value,
    points.display,
    points.centre,
    points.lower,
    points.upper,
    coalesce(signals.signal, '') as signal,
    coalesce(signals.says, []::varchar[]) as says,
from result.control_points as points
inner join result.series
    on points.series_number = series.series_number
left join signals
    on points.series_number = signals.series_number
    and points.is_rounded = signals.is_rounded
    and points.period_end = signals.period_end
order by points.series_number, points.is_rounded, points.period_end
