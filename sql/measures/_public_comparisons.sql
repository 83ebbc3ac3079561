/*
title = "Comparisons of rounded figures"
says = """
Each rounded figure beside the rounded figure of the period before (`previous`)
and of a year before (`last_year`). Changes and their intervals are worked out
of what is rounded; those of means to as many digits as they print. Empty where
nothing is rounded.
"""
*/
with

figures as (
    select
        public_figures.*,
        definitions.unit,
        definitions.polarity,
        definitions.statistic = 'mean' as is_average,
        unit_digits(definitions.unit) as digits,
    from result.public_figures
    inner join result.series
        on public_figures.series_number = series.series_number
    inner join measure.definitions
        on series.measure = definitions.measure
),

paired as (
    select
        figures.*,
        bases.basis,
        earlier.value as earlier_value,
        earlier.lower as earlier_lower,
        earlier.upper as earlier_upper,
        earlier.known_cases as earlier_cases,
        earlier.squared_error as earlier_squared,
    from figures
    inner join result.compared_with as bases
        on figures.period_number = bases.period_number
    inner join figures as earlier
        on figures.series_number = earlier.series_number
        and bases.earlier_number = earlier.period_number
    where bases.basis in ('previous', 'last_year')
),

-- Each step has its names from the one before: written into each other, these
-- take longer to plan than to run.
compared as (
    select
        *,
        value - earlier_value as change,
        percent_change_exact(value, earlier_value) as percent_change,
        case
            when is_average then welch_margin(
                known_cases, squared_error, earlier_cases, earlier_squared
            )
        end as whole_margin,
        case
            when not is_average then
                difference_lower(value, lower, earlier_value, earlier_upper)
        end as whole_lower,
        case
            when not is_average then
                difference_upper(value, upper, earlier_value, earlier_lower)
        end as whole_upper,
    from paired
),

stored as (
    select
        *,
        stored_statistic(whole_margin) as margin,
        stored_statistic(whole_lower) as stored_lower,
        stored_statistic(whole_upper) as stored_upper,
    from compared
),

limits as (
    select
        *,
        change - margin as margin_lower,
        change + margin as margin_upper,
    from stored
),

limited as (
    select
        *,
        case
            when is_average then round_exact(margin_lower, digits)
            else stored_lower
        end as change_lower,
        case
            when is_average then round_exact(margin_upper, digits)
            else stored_upper
        end as change_upper,
    from limits
)

select
    series_number,
    period_number,
    basis,
    earlier_value,
    change,
    percent_change,
    change_lower,
    change_upper,
    direction_of(change, change_lower, change_upper, polarity, unit)
        as direction,
from limited
