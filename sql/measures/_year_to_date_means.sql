/*
title = "Year to date, mean of month ends"
says = """
For stocks, beside the figure at the end of a year to date, the mean of its
month ends so far, each counting the same. Not available where one of them is
not. It has no interval: the month ends share most of their cases.
"""
*/
with

means as (
    select * from result.numbered_periods
    where is_mean
),

month_ends as (
    select * from result.numbered_periods
    where
        period_kind = 'month'
        and period_end = last_day(period_end)
),

month_figures as (
    select
        figures.*,
        definitions.unit,
    from result.figures
    inner join result.series
        on figures.series_number = series.series_number
    inner join measure.definitions
        on series.measure = definitions.measure
    where
        definitions.counts = 'at end'
        and series.breakdown = 'all'
),

averaged as (
    select
        month_figures.series_number,
        means.period_number,
        any_value(month_figures.unit) as unit,
        date_diff('month', means.period_start, means.period_end + 1) as months,
        case
            when count(month_figures.value) = months then
                divide_exact(sum(month_figures.value), months, 6)
        end as value,
        min(nullif(month_figures.children_counted, 0)) as children_counted,
        min(nullif(month_figures.children_not_counted, 0))
            as children_not_counted,
    from means
    inner join month_ends
        on month_ends.period_end between means.period_start and means.period_end
    inner join month_figures
        on month_ends.period_number = month_figures.period_number
    group by
        month_figures.series_number,
        means.period_number,
        means.period_start,
        means.period_end
)

select
    * exclude (months, unit),
    case when value is null then 'x' else '' end as symbol,
    coalesce(
        case
            when unit = 'count' then
                print_rounded(round_exact(value, 1), unit, 1)
            else print_amount(value, unit)
        end,
        symbol
    ) as display,
from averaged
