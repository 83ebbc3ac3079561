/*
title = "Asylum-seeking children among those looked after"
unit = "percent"
polarity = "neutral"
definition = """
Of the children looked after on the last day of the period, the percentage who
came to this country alone to seek asylum and still counted as seeking it on
that day. By service: of the children in each service. Series of short breaks
are not counted.
"""
source = "Department for Education, Children looked after in England: unaccompanied asylum-seeking children as a percentage of all children looked after at 31 March"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "uasc"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "age_band", "sex"]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    case breakdowns.asylum_seeking
        when 'Asylum-seeking' then 1
        when 'Not asylum-seeking' then 0
    end as numerator,
    1 as denominator,
    breakdowns,
from model.caseload
