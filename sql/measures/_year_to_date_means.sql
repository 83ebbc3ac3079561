/*
title = "Year to date, mean of month ends"
says = """
For stocks, beside the figure at the end of a year to date, the mean of its
month ends so far, each counting the same. Not available where one of them is
not. It has no interval: the month ends share most of their cases.
"""
*/
with

years_to_date as (
    select * from model.periods
    where period_kind = 'year_to_date'
),

month_ends as (
    select * from model.periods
    where
        period_kind = 'month'
        and period_end = last_day(period_end)
),

month_figures as (
    select
        figures.*,
        definitions.unit,
    from result.figures
    inner join measure.definitions
        on figures.measure = definitions.measure
    inner join month_ends
        on figures.period_id = month_ends.period_id
    where
        definitions.counts = 'at end'
        and figures.breakdown = 'all'
),

averaged as (
    select
        month_figures.measure,
        month_figures.figure,
        month_figures.authority,
        years_to_date.period_id,
        any_value(month_figures.unit) as unit,
        date_diff(
            'month', years_to_date.period_start, years_to_date.period_end + 1
        ) as months,
        case
            when count(month_figures.value) = months then
                divide_exact(sum(month_figures.value), months, 6)
        end as value,
        min(nullif(month_figures.children_counted, 0)) as children_counted,
        min(nullif(month_figures.children_not_counted, 0))
            as children_not_counted,
    from years_to_date
    inner join month_ends
        on month_ends.period_end
        between years_to_date.period_start and years_to_date.period_end
    inner join month_figures
        on month_ends.period_id = month_figures.period_id
    group by
        month_figures.measure,
        month_figures.figure,
        month_figures.authority,
        years_to_date.period_id,
        years_to_date.period_start,
        years_to_date.period_end
)

select
    * exclude (months, unit),
    'all' as breakdown,
    'all' as category,
    '' as breakdown_2,
    '' as category_2,
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
