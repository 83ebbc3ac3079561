/*
title = "Reported figures"
says = """
All figures with their period, numbered in the order in which people read:
categories in their own order, not known last.
"""
*/
with

figure_periods as (
    select
        figures.*,
        periods.* exclude (period_id, has_breakdowns),
    from result.figures
    inner join model.periods
        on figures.period_id = periods.period_id

    union all by name

    select
        means.* replace (
            'year_to_date_mean:' || periods.period_end as period_id
        ),
        periods.* exclude (period_id, has_breakdowns) replace (
            'year_to_date_mean' as period_kind,
            replace(previous_period_id, 'date:', 'date_mean:')
                as previous_period_id,
            replace(last_year_period_id, 'date:', 'date_mean:')
                as last_year_period_id
        ),
    from result.year_to_date_means as means
    inner join model.periods
        on means.period_id = periods.period_id
)

select
    figures.*,
    row_number() over (
        order by
            figures.measure,
            figures.figure,
            figures.authority,
            figures.period_kind,
            figures.period_end,
            figures.breakdown,
            figures.breakdown_2,
            figures.category = 'Not known',
            first_order.sort,
            figures.category,
            figures.category_2 = 'Not known',
            second_order.sort,
            figures.category_2
    ) as figure_number,
from figure_periods as figures
left join result.category_order as first_order
    on figures.breakdown = first_order.breakdown
    and figures.category = first_order.category
left join result.category_order as second_order
    on figures.breakdown_2 = second_order.breakdown
    and figures.category_2 = second_order.category
