/*
title = "Counting days"
says = """
The days on which stocks are counted: the last day of every period.
"""
*/
select distinct periods.period_end as counted_on,
from model.periods
order by counted_on
