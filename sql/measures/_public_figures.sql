/*
title = "Rounded figures and the means of their month ends"
says = """
The rounded figures, and the means of month ends, worked out of the rounded
month ends: there is then nothing in a mean that its months do not say. Empty
where nothing is rounded.
"""
*/
with

rounded as (
    select * from result.rounded_figures
),

means as (
    select
        exact.series_number,
        exact.period_number,
        periods.period_start,
        periods.period_end,
        exact.symbol as exact_symbol,
        definitions.unit,
    from result.year_to_date_means as exact
    inner join result.numbered_periods as periods
        on exact.period_number = periods.period_number
    inner join result.series
        on exact.series_number = series.series_number
    inner join measure.definitions
        on series.measure = definitions.measure
),

month_ends as (
    select * from result.numbered_periods
    where
        period_kind = 'month'
        and period_end = last_day(period_end)
),

averaged as (
    select
        means.series_number,
        means.period_number,
        any_value(means.unit) as unit,
        case
            when any_value(means.exact_symbol) = ''
                and count(rounded.value) = count(*)
            then divide_exact(sum(rounded.value), count(*), 6)
        end as mean,
        case
            when any_value(means.exact_symbol) <> '' then 'x'
            when mean is null then 'c'
            else ''
        end as symbol,
    from means
    inner join month_ends
        on month_ends.period_end between means.period_start and means.period_end
    inner join rounded
        on means.series_number = rounded.series_number
        and month_ends.period_number = rounded.period_number
    group by means.series_number, means.period_number
)

select * from rounded

union all by name

select
    series_number,
    period_number,
    mean as value,
    symbol,
    coalesce(
        nullif(symbol, ''),
        case
            when unit = 'count' then
                print_rounded(round_exact(mean, 1), unit, 1)
            else print_amount(mean, unit)
        end
    ) as display,
from averaged
