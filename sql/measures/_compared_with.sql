/*
title = "Compared with"
says = """
The earlier periods that each period is compared with, once for each basis: the
period before (`previous`), the same period a year before (`last_year`), and an
earlier year (`earlier_year`).
"""
*/
select
    period_number,
    'previous' as basis,
    previous_number as earlier_number,
from result.numbered_periods

union all

select
    period_number,
    'last_year' as basis,
    last_year_number as earlier_number,
from result.numbered_periods

union all

select
    period_number,
    'earlier_year' as basis,
    earlier_year_number as earlier_number,
from result.numbered_periods
