/*
title = "Reported figures"
says = """
All figures with their period, numbered, and the periods that each is compared
with.
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
        means.*,
        periods.* exclude (period_id, has_breakdowns) replace (
            'year_to_date_mean' as period_kind
        ),
    from result.year_to_date_means as means
    inner join model.periods
        on means.period_id = periods.period_id
)

select
    *,
    row_number() over () as figure_number,
from figure_periods
