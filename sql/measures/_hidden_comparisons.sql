/*
title = "Hidden comparisons"
says = """
Figures of which the public may not see a comparison, because the earlier figure
is hidden: which figure, and on which basis it is compared.
"""
*/
select
    comparisons.series_number,
    comparisons.period_number,
    comparisons.basis,
from result.comparisons
inner join result.hidden_figures as hidden
    on comparisons.series_number = hidden.series_number
    and comparisons.earlier_number = hidden.period_number
where hidden.is_hidden
