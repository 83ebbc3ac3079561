/*
title = "Help with substance misuse"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period, and for the twelve
months before it without a break, who were identified as having a substance
misuse problem in the year of the return, the percentage who received help with
it; and the percentage who received help or were offered it and did not take it.
Children for whom the return does not say stay in the total and are shown beside
it. The figure is there for 31 March, and for the last day of a return sent
within the year. Twelve months to 31 March begin on 1 April; series of short
breaks are no part of them. A child whose coming into care is not in our
records, and may lie within them, counts where the return has the child.
"""
source = "Department for Education, Children looked after in England, data guidance: children looked after continuously for at least twelve months at 31 March, outcomes of the OC2 table: of those identified as having a problem, intervention received, and intervention offered and refused"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "oc2"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
figures = ["received help", "received or offered help"]
breakdowns = [
    "service_group", "provider", "contract", "age_band", "sex",
    "asylum_seeking",
]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    'received help' as figure,
    received_intervention::integer as numerator,
    1 as denominator,
    breakdowns,
from model.health_outcomes
where has_substance_misuse

union all by name

select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    'received or offered help' as figure,
    (received_intervention or offered_intervention)::integer as numerator,
    1 as denominator,
    breakdowns,
from model.health_outcomes
where has_substance_misuse
