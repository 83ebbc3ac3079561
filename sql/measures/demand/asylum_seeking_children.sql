/*
title = "Asylum-seeking children"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period who came to
this country alone to seek asylum and still counted as seeking it on that day:
the day from which they do so no longer has not come. Series of short breaks are
not counted. Nationality, route and how the claim stood on the day are those
that the council's record of arrivals gives; without a record they are not
known.
"""
source = "Department for Education, Children looked after in England: unaccompanied asylum-seeking children looked after at 31 March, from the return's own table of them (DUC: the day on which they ceased to be so). Nationality, route and status are the council's own record"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "uasc"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band", "sex", "locality"]
categories = ["nationality", "route", "status"]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    1 as numerator,
    null as denominator,
    caseload.breakdowns,
    coalesce(arrivals.nationality, 'Not known') as nationality,
    coalesce(arrivals.route, 'Not known') as route,
    case
        when arrivals.decided_on > caseload.counted_on
            then arrivals.status_before_decision
        else coalesce(arrivals.status, 'Not known')
    end as status,
from model.caseload
left join model.arrivals
    on caseload.child_id = arrivals.child_id
where caseload.breakdowns.asylum_seeking = 'Asylum-seeking'
