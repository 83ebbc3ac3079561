/*
title = "Where children live"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period, by the kind
of placement in which they lived on that day. The percentage change is on the
earlier figure.
"""
source = "Department for Education, Children looked after in England, placement on 31 March; codes for the placement and its provider are put together as services"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service", "service_group", "sector", "provider", "framework",
    "arrangement",
]
crosses = ["service x age_band", "service x locality"]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
from model.caseload
