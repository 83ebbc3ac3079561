/*
title = "Children with a sibling in care"
unit = "percent"
polarity = "neutral"
definition = """
Of the children looked after on the last day of the period, the percentage who
had a brother or sister looked after on that day: another child of the same
sibling group. A child whom the council's list of sibling groups does not name
has none.
"""
source = "No published national definition; sibling groups are the council's"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "siblings"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "sector", "age_band", "need"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    (siblings_in_care.child_id is not null)::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join model.siblings_in_care
    on caseload.counted_on = siblings_in_care.counted_on
    and caseload.child_id = siblings_in_care.child_id
