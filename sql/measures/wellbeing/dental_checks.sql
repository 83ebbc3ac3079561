/*
title = "Teeth checked by a dentist"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period, and for the twelve
months before it without a break, the percentage whose teeth were checked by a
dentist in the year of the return. Children for whom the return does not say
stay in the total and are shown beside it. The figure is there for 31 March, and
for the last day of a return sent within the year. Twelve months to 31 March
begin on 1 April; series of short breaks are no part of them. A child whose
coming into care is not in our records, and may lie within them, counts where
the return has the child.
"""
source = "Department for Education, Children looked after in England, data guidance: children looked after continuously for at least twelve months at 31 March, outcomes of the OC2 table, note 5: teeth checked by a dentist in the year ending 31 March"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "oc2"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
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
    had_teeth_check::integer as numerator,
    1 as denominator,
    breakdowns,
from model.health_outcomes
