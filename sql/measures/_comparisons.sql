/*
title = "Comparisons"
says = """
Each figure beside the same figure of an earlier period, once for each basis:
the period before (`previous`), the same period a year before (`last_year`),
and an earlier year (`earlier_year`: of a whole financial year the one two years
before, of the year so far the last whole one, and that for stocks only: a flow
of some months is not like one of twelve). The interval of the change is Newcombe's for proportions, that
of the exact Poisson limits for counts and rates, Welch's for means; money in
sums has none.
"""
*/
with

figures as (
    select * from result.reported_figures
),

paired as (
    select
        figures.series_number,
        figures.period_number,
        bases.basis,
        bases.earlier_number,
        figures.value,
        earlier.value as earlier_value,
        figures.value - earlier.value as change,
        percent_change_exact(figures.value, earlier.value) as percent_change,
        welch_margin(
            figures.known_cases,
            figures.squared_error,
            earlier.known_cases,
            earlier.squared_error
        ) as margin,
        coalesce(
            change - margin,
            difference_lower(
                figures.value, figures.lower, earlier.value, earlier.upper
            )
        ) as lower_limit,
        coalesce(
            change + margin,
            difference_upper(
                figures.value, figures.upper, earlier.value, earlier.lower
            )
        ) as upper_limit,
    from figures
    inner join result.compared_with as bases
        on figures.period_number = bases.period_number
    inner join figures as earlier
        on figures.series_number = earlier.series_number
        and bases.earlier_number = earlier.period_number
)

select
    paired.* exclude (value, margin, lower_limit, upper_limit),
    stored_statistic(paired.lower_limit) as change_lower,
    stored_statistic(paired.upper_limit) as change_upper,
    direction_of(
        paired.change,
        change_lower,
        change_upper,
        definitions.polarity,
        definitions.unit
    ) as direction,
from paired
inner join result.series
    on paired.series_number = series.series_number
inner join measure.definitions
    on series.measure = definitions.measure
inner join result.numbered_periods as periods
    on paired.period_number = periods.period_number
where
    paired.basis <> 'earlier_year'
    or definitions.counts = 'at end'
    or not periods.is_partial
