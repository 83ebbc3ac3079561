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
        figures.series_number,
        figures.period_number,
        bases.basis,
        figures.unit,
        figures.polarity,
        earlier.value as earlier_value,
        figures.value - earlier.value as change,
        percent_change_exact(figures.value, earlier.value) as percent_change,
        case
            when figures.is_average then stored_statistic(
                welch_margin(
                    figures.known_cases,
                    figures.squared_error,
                    earlier.known_cases,
                    earlier.squared_error
                )
            )
        end as margin,
        case
            when figures.is_average
                then round_exact(change - margin, figures.digits)
            else stored_statistic(
                difference_lower(
                    figures.value, figures.lower, earlier.value, earlier.upper
                )
            )
        end as change_lower,
        case
            when figures.is_average
                then round_exact(change + margin, figures.digits)
            else stored_statistic(
                difference_upper(
                    figures.value, figures.upper, earlier.value, earlier.lower
                )
            )
        end as change_upper,
    from figures
    inner join result.compared_with as bases
        on figures.period_number = bases.period_number
    inner join figures as earlier
        on figures.series_number = earlier.series_number
        and bases.earlier_number = earlier.period_number
    where bases.basis in ('previous', 'last_year')
)

select
    paired.* exclude (unit, polarity, margin),
    direction_of(change, change_lower, change_upper, polarity, unit)
        as direction,
from paired
