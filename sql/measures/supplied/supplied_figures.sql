/*
title = "Shares made elsewhere"
unit = "percent"
polarity = "neutral"
definition = """
Percentages that another team has made and given as so many out of so many, such
as attainment or waiting times, with our intervals and rules of disclosure. Each
indicator is a figure of its own, under the name that its maker gave it; a part
of it stands behind a colon. It is printed for the period that its maker names:
a financial year, a quarter, a month, or a day that ends one.
"""
source = "As each row of the indicators says"
owner = "The team that made the figure"
reviewed = 2026-11-22
needs = ["indicators"]
case = "supplied case"
counts = "over"
statistic = "ratio"
not_known = "left out"
figures = ["supplied"]
breakdowns = []
*/
select
    period_id,
    authority,
    case_id,
    child_id,
    null as provider_id,
    figure,
    numerator,
    denominator,
    no_breakdowns() as breakdowns,
from model.supplied_cases
where kind = 'share'
