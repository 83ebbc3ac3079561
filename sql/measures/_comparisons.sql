/*
title = "Comparisons"
says = """
Each figure beside the same figure of an earlier period, once for each basis:
the period before (`previous`), and the same period a year before
(`last_year`). The interval of the change is Newcombe's for proportions, that
of the exact Poisson limits for counts and rates, Welch's for means; money in
sums has none.
"""
*/
with

reported_figures as (
    select * from result.reported_figures
),

based as (
    select
        *,
        'previous' as basis,
        previous_period_id as earlier_period_id,
    from reported_figures

    union all by name

    select
        *,
        'last_year' as basis,
        last_year_period_id as earlier_period_id,
    from reported_figures
),

paired as (
    select
        figures.figure_number,
        figures.basis,
        figures.measure,
        figures.value,
        earlier.figure_number as earlier_number,
        earlier.period_end as earlier_end,
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
    from based as figures
    inner join reported_figures as earlier
        on figures.earlier_period_id = earlier.period_id
        and figures.measure = earlier.measure
        and figures.figure = earlier.figure
        and figures.authority = earlier.authority
        and figures.breakdown = earlier.breakdown
        and figures.category = earlier.category
        and figures.breakdown_2 = earlier.breakdown_2
        and figures.category_2 = earlier.category_2
)

select
    paired.* exclude (measure, value, margin, lower_limit, upper_limit),
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
inner join measure.definitions
    on paired.measure = definitions.measure
