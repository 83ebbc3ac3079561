/*
title = "Children in provision judged good or outstanding"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period in homes, schools,
supported accommodation and with agencies that the regulator judges, bought or
the council's own, the percentage whose home or agency was judged good or
outstanding: by the latest judgement in force on that day, whichever kind of
inspection made it. A judgement is in force from the day on which it was
published, or where that is not known from the day of the inspection, until the
next. Of supported accommodation, consistently strong delivery counts as good.
Children with the council's own foster carers, relatives and friends are left
out: that service is judged together with the council. Where the home's number
is not known, or the home has no judgement yet, it is not known: the child stays
in the total and is shown beside it.
"""
source = "The regulator's judgements of homes and agencies, matched by its number. Ofsted, Social care common inspection framework: outstanding, good, requires improvement to be good, inadequate; of supported accommodation consistently strong delivery, inconsistent delivery, serious or widespread weaknesses"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "inspections"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "sector", "provider", "contract", "locality"]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    is_good::integer as numerator,
    1 as denominator,
    breakdowns,
from model.caseload_homes
where is_inspected
