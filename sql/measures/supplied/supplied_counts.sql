/*
title = "Counts made elsewhere"
unit = "count"
polarity = "neutral"
definition = """
Numbers that another team has counted, such as members of a forum or people
trained, with our intervals and rules of disclosure. Each indicator is a figure
of its own, under the name that its maker gave it; a part of it stands behind a
colon. It is printed for the period that its maker names: a financial year, a
quarter, a month, or a day that ends one.
"""
source = "As each row of the indicators says"
owner = "The team that made the figure"
reviewed = 2026-11-22
needs = ["indicators"]
case = "supplied case"
counts = "over"
statistic = "sum"
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
    null as denominator,
    no_breakdowns() as breakdowns,
from model.supplied_cases
where kind = 'count'
