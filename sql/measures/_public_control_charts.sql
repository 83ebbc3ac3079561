/*
title = "Public control charts"
says = """
The control charts as public copies may hold them: whole, or not at all; of
rounded months, where public counts are rounded. A
chart of which a single month is hidden is left out, because its mean and its
limits are made of that month too.
"""
*/
select charts.* exclude (is_rounded),
from result.control_months as charts
where
    charts.is_rounded = is_rounding()
    and charts.series_number not in (
        select points.series_number
        from result.control_points as points
        inner join result.hidden_figures as hidden
            on points.series_number = hidden.series_number
            and points.period_number = hidden.period_number
        where hidden.is_hidden
    )
order by charts.series_number, charts.period_end
