/*
title = "Children looked after"
unit = "count"
polarity = "neutral"
definition = """
The number of children whom the council looked after on the last day of the
period. Children who only come for a series of short breaks are not counted.
"""
source = "Department for Education, Children looked after in England, children looked after at 31 March: episode open on the day, legal status V3 and V4 left out"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service_group", "age_band", "sex", "ethnic_group", "need", "legal_status",
    "asylum_seeking", "locality",
]
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
