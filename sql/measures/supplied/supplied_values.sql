/*
title = "Values made elsewhere"
unit = "score"
polarity = "neutral"
definition = """
Figures that another team has made and that are neither counts nor shares, such
as an average wait in weeks, printed as they came, without an interval. Each
indicator is a figure of its own, under the name that its maker gave it; a part
of it stands behind a colon. It is printed for the period that its maker names:
a financial year, a quarter, a month, or a day that ends one.
"""
source = "As each row of the indicators says"
owner = "The team that made the figure"
reviewed = 2026-11-22
needs = ["indicators"]
case = "supplied value"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["supplied"]
breakdowns = []
*/
select
    periods.period_id,
    supplied_indicators.authority,
    periods.period_id || '/' || supplied_indicators.figure as case_id,
    null as child_id,
    null as provider_id,
    supplied_indicators.figure,
    supplied_indicators.value as numerator,
    null as denominator,
    no_breakdowns() as breakdowns,
from model.supplied_indicators
inner join model.periods
    on supplied_indicators.period_end = periods.period_end
    and list_contains(supplied_indicators.period_kinds, periods.period_kind)
where supplied_indicators.kind = 'value'
