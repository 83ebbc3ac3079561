/*
title = "Lines without a budget"
says = """
The cost centres and subjectives of a financial year for which the budget book
has a line and no budget: another pays for them, or nobody has decided.
"""
*/
select distinct
    authority,
    financial_year,
    cost_centre,
    subjective,
    true as is_without_budget,
from model.budgets
where revised_budget is null
