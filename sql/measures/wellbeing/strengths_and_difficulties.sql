/*
title = "Strengths and difficulties score"
unit = "score"
polarity = "lower is better"
definition = """
The average score of the strengths and difficulties questionnaire, 0 to 40, more
being more difficulty, of the children aged 4 to 16 who were looked after on the
last day of the period, and for the twelve months before it without a break
(from 1 April, where the day is 31 March). Age is on that day. Children without
a score are left out and shown beside it. The figure is there for 31 March, and
for the last day of a return sent within the year. Twelve months to 31 March
begin on 1 April; series of short breaks are no part of them. A child whose
coming into care is not in our records, and may lie within them, counts where
the return has the child.
"""
source = "Department for Education, Children looked after in England, data guidance: children looked after continuously for at least twelve months at 31 March, outcomes of the OC2 table, note 8: a score is required from 4 to 16; because the day of the questionnaire is not collected, the published tables hold ages 5 to 16 only (from_age = 5)"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "oc2"]
case = "child"
counts = "at end"
statistic = "mean"
not_known = "left out"
breakdowns = [
    "service_group", "provider", "contract", "age_band", "sex",
    "asylum_seeking",
]

[settings]
from_age = { default = 4, type = "integer", says = "Children of this age and older count; the department's tables begin with 5" }
to_age = { default = 16, type = "integer", says = "Children of this age and younger count" }
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    sdq_score as numerator,
    1 as denominator,
    breakdowns,
from model.health_outcomes
where
    age between getvariable('strengths_and_difficulties.from_age')
    and getvariable('strengths_and_difficulties.to_age')
