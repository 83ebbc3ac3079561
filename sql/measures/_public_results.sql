/*
title = "Public results"
says = """
The results as public copies may hold them. A hidden figure shows c and nothing
else of it; a comparison with a hidden figure is hidden too; lowest, middle and
highest prices stand from ten cases on, rounded to 10 pounds.
"""
*/
with

hidden_comparisons as (
    select
        comparisons.figure_number,
        comparisons.basis,
    from result.comparisons
    semi join (
        select figure_number from result.hidden_figures
        where is_hidden
    ) as hidden
        on comparisons.earlier_number = hidden.figure_number
),

judged as (
    select
        results.*,
        hidden.figure_number,
        hidden.table_has_hidden,
        hidden.is_hidden,
        hidden.has_few_not_known as few_not_known,
        getvariable('disclosure.threshold') as threshold,
        hidden.is_hidden
        or previous.figure_number is not null as previous_is_hidden,
        hidden.is_hidden
        or last_year.figure_number is not null as last_year_is_hidden,
    from result.results
    inner join result.hidden_figures as hidden
        on results.measure = hidden.measure
        and results.figure = hidden.figure
        and results.authority = hidden.authority
        and results.period_id = hidden.period_id
        and results.breakdown = hidden.breakdown
        and results.category = hidden.category
        and results.breakdown_2 = hidden.breakdown_2
        and results.category_2 = hidden.category_2
    left join hidden_comparisons as previous
        on hidden.figure_number = previous.figure_number
        and previous.basis = 'previous'
    left join hidden_comparisons as last_year
        on hidden.figure_number = last_year.figure_number
        and last_year.basis = 'last_year'
)

select
    * exclude (
        figure_number, is_hidden, few_not_known, threshold,
        previous_is_hidden, last_year_is_hidden
    ) replace (
        unless(is_hidden, numerator) as numerator,
        unless(is_hidden, denominator) as denominator,
        unless(is_hidden, cases) as cases,
        unless(is_hidden, children) as children,
        unless(is_hidden, providers) as providers,
        unless(is_hidden, value) as value,
        unless(is_hidden, lower) as lower,
        unless(is_hidden, upper) as upper,
        unless(is_hidden, target_status) as target_status,
        unless(
            is_hidden or few_not_known, not_known
        ) as not_known,
        unless(
            is_hidden or cases < 10, to_ten_pounds(lowest, unit)
        ) as lowest,
        unless(
            is_hidden or cases < 10, to_ten_pounds(median, unit)
        ) as median,
        unless(
            is_hidden or cases < 10, to_ten_pounds(highest, unit)
        ) as highest,
        unless(previous_is_hidden, previous) as previous,
        unless(previous_is_hidden, change) as change,
        unless(previous_is_hidden, change_lower) as change_lower,
        unless(previous_is_hidden, change_upper) as change_upper,
        unless(previous_is_hidden, direction) as direction,
        unless(previous_is_hidden or table_has_hidden, percent_change)
            as percent_change,
        unless(last_year_is_hidden, last_year) as last_year,
        unless(last_year_is_hidden, last_year_change) as last_year_change,
        unless(last_year_is_hidden, last_year_change_lower)
            as last_year_change_lower,
        unless(last_year_is_hidden, last_year_change_upper)
            as last_year_change_upper,
        unless(last_year_is_hidden, last_year_direction) as last_year_direction,
        unless(
            last_year_is_hidden or table_has_hidden, last_year_percent_change
        )
            as last_year_percent_change,
        unless(is_hidden or kept_open < threshold, kept_open) as kept_open,
        is_small and not is_hidden as is_small,
        case when is_hidden then 'c' else symbol end as symbol,
        case when is_hidden then 'c' else display end as display
    ),
from judged
order by figure_number
