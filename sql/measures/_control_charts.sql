/*
title = "Control charts"
says = """
The control charts of the figures as they are: one row per month.
"""
*/
select * exclude (is_rounded),
from result.control_months
where not is_rounded
order by series_number, period_end
