/*
title = "Hidden figures"
says = """
The figures that a public copy does not show. Where the tables are solved: those
at risk, and what must be hidden so that they cannot be worked out. Where they
are not (money, means, scores): by the simple rule, with totals and percentages.
A table of which a figure cannot be made safe has neither, and shows noughts
only. A mean of month ends is hidden where one of them is; where public counts
are rounded, so is what cannot be worked out of rounded ones.
"""
*/
with

solved as (
    select * from result.disclosure_figures
),

unsafe as (
    select distinct
        solved.table_number,
        solved.period_number,
    from result.possible_values
    inner join result.disclosure_quantities as quantities
        on possible_values.quantity_number = quantities.quantity_number
    inner join solved
        on quantities.series_number = solved.series_number
        and quantities.period_number = solved.period_number
    where possible_values.is_safe = 0
),

judged as (
    select
        simply.series_number,
        simply.period_number,
        periods.is_mean,
        solved.series_number is not null and unsafe.table_number is null
            as is_solved,
        simply.has_few_not_known or of_not_known.series_number is not null
            as has_few_not_known,
        simply.table_has_hidden and not is_solved as table_has_hidden,
        risks.is_risky
        or coalesce(rounded.symbol = 'c', false)
        or of_figure.series_number is not null
        or (simply.is_hidden and not is_solved)
        or (
            unsafe.table_number is not null
            and solved.breakdown <> 'all'
            and (solved.is_share or solved.value <> 0)
        ) as is_hidden,
        of_figure.quantity_number as hidden_for,
    from result.simply_hidden as simply
    inner join result.disclosure_risks as risks
        on simply.series_number = risks.series_number
        and simply.period_number = risks.period_number
    inner join result.numbered_periods as periods
        on simply.period_number = periods.period_number
    left join solved
        on simply.series_number = solved.series_number
        and simply.period_number = solved.period_number
    left join unsafe
        on solved.table_number = unsafe.table_number
        and solved.period_number = unsafe.period_number
    left join result.rounded_figures as rounded
        on simply.series_number = rounded.series_number
        and simply.period_number = rounded.period_number
    left join result.further_hidden as of_figure
        on simply.series_number = of_figure.series_number
        and simply.period_number = of_figure.period_number
        and of_figure.is_of_not_known = 0
    left join result.further_hidden as of_not_known
        on simply.series_number = of_not_known.series_number
        and simply.period_number = of_not_known.period_number
        and of_not_known.is_of_not_known = 1
),

hidden_months as (
    select
        judged.series_number,
        periods.period_end,
    from judged
    inner join result.numbered_periods as periods
        on judged.period_number = periods.period_number
    where
        judged.is_hidden
        and periods.period_kind = 'month'
),

hidden_means as (
    select distinct
        judged.series_number,
        judged.period_number,
    from judged
    inner join result.numbered_periods as means
        on judged.period_number = means.period_number
    inner join hidden_months
        on judged.series_number = hidden_months.series_number
        and hidden_months.period_end
        between means.period_start and means.period_end
    where judged.is_mean
)

select
    judged.* exclude (is_mean, is_hidden),
    judged.is_hidden or hidden_means.series_number is not null as is_hidden,
from judged
left join hidden_means
    on judged.series_number = hidden_means.series_number
    and judged.period_number = hidden_means.period_number
