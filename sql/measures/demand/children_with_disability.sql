/*
title = "Disabled children"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period for whom a
disability of any kind was recorded on or before that day. A child with several
kinds is counted once. A child for whom none is recorded has none. Where the
only record is of an unknown kind, it is not known.
"""
source = "Kinds as in the Department for Education's children in need census; the council's own record. A disability is not taken back: what was recorded once counts on every later day"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "disabilities"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "sex", "need", "locality"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    caseload_disabilities.is_disabled::integer as numerator,
    null as denominator,
    caseload.breakdowns,
from model.caseload
left join model.caseload_disabilities
    on caseload.counted_on = caseload_disabilities.counted_on
    and caseload.child_id = caseload_disabilities.child_id
where caseload_disabilities.is_disabled is distinct from false
