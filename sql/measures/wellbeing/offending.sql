/*
title = "Convicted or cautioned in the year"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children aged 10 or over who were looked after on the last day of the
period, and for the twelve months before it without a break, the percentage who
were convicted, or given a youth caution or youth conditional caution, in the
year of the return. Age is on that day. Children for whom the return does not
say stay in the total and are shown beside it. The figure is there for 31 March,
and for the last day of a return sent within the year. Twelve months to 31 March
begin on 1 April; series of short breaks are no part of them. A child whose
coming into care is not in our records, and may lie within them, counts where
the return has the child.
"""
source = "Department for Education, Children looked after in England, data guidance: children looked after continuously for at least twelve months at 31 March, outcomes of the OC2 table: convicted or subject to youth cautions or youth conditional cautions during the year; asked of children aged 10 and over (rule 543 of the return)"
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

[settings]
from_age = { default = 10, type = "integer", says = "Children of this age and older count" }
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    is_convicted::integer as numerator,
    1 as denominator,
    breakdowns,
from model.health_outcomes
where age >= getvariable('offending.from_age')
