/*
title = "Children on remand"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period because a
court had remanded them, wherever they lived: with the council, in secure
accommodation or in youth detention.
"""
source = "Department for Education, children looked after return: legal status J1; children remanded to youth detention are looked after since the Legal Aid, Sentencing and Punishment of Offenders Act 2012"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band", "sex", "ethnic_group", "locality"]
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
where legal_status = 'J1'
