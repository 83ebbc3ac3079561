/*
title = "Comparisons with an earlier year"
says = """
The comparisons of financial years with an earlier year than the one before, as
the results hold them beside those with the period before and a year before.
Public copies leave them out.
"""
*/
select
    comparisons.series_number,
    comparisons.period_number,
    earlier.period_end as earlier_year_end,
    comparisons.earlier_value as earlier_year,
    comparisons.change as earlier_year_change,
    comparisons.change_lower as earlier_year_change_lower,
    comparisons.change_upper as earlier_year_change_upper,
    comparisons.percent_change as earlier_year_percent_change,
    comparisons.direction as earlier_year_direction,
from result.comparisons
inner join result.numbered_periods as earlier
    on comparisons.earlier_number = earlier.period_number
where comparisons.basis = 'earlier_year'
