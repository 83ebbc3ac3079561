/*
title = "Kinds of disability"
unit = "count"
polarity = "neutral"
definition = """
How often each kind of disability was recorded, on or before the last day of the
period, for children looked after on that day. A child with two kinds is counted
twice, once under each; the number of different children stands beside it. A
record of an unknown kind counts as not known.
"""
source = "Kinds as in the Department for Education's children in need census; the council's own record"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "disabilities"]
case = "disability"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = []
categories = ["kind"]
crosses = ["kind x service_group"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id || '/' || disabilities.kind_label as case_id,
    caseload.child_id,
    caseload.provider_id,
    disabilities.is_disability::integer as numerator,
    null as denominator,
    caseload.breakdowns,
    disabilities.kind_label as kind,
from model.caseload
inner join model.disabilities
    on caseload.child_id = disabilities.child_id
    and disabilities.recorded_on <= caseload.counted_on
where disabilities.is_disability is distinct from false
