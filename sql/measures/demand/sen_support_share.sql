/*
title = "Children with special educational needs support among those looked after"
unit = "percent"
polarity = "neutral"
definition = """
Of the children looked after on the last day of the period, the percentage whose
school record of that day says that they have special educational needs support,
and not an education, health and care plan. A child with a plan does not count
here. A child without a school record is not known; one younger than five has
neither a plan nor support without one.
"""
source = "Children and Families Act 2014, part 3; the virtual school's record of the day. Nottingham City Council, sufficiency strategy 2016, counts the two apart: 71 with a plan or statement, 207 with support"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "schools"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "age_band", "sex", "locality"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    caseload_schools.has_sen_support::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join model.caseload_schools
    on caseload.counted_on = caseload_schools.counted_on
    and caseload.child_id = caseload_schools.child_id
