/*
title = "Disabled children among those looked after"
unit = "percent"
polarity = "neutral"
definition = """
Of the children looked after on the last day of the period, the percentage for
whom a disability of any kind was recorded on or before that day. A child for
whom none is recorded has none. Where the only record is of an unknown kind, it
is not known.
"""
source = "Kinds as in the Department for Education's children in need census; the council's own record. A disability is not taken back: what was recorded once counts on every later day"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "disabilities"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "age_band", "sex", "need", "locality"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    caseload_disabilities.is_disabled::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join model.caseload_disabilities
    on caseload.counted_on = caseload_disabilities.counted_on
    and caseload.child_id = caseload_disabilities.child_id
