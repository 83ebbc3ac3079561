/*
title = "Children under an age"
unit = "count"
polarity = "neutral"
definition = "Children looked after on the last day of the period under that age."
source = "Ours"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"

[settings]
under = { default = 17, type = "integer", says = "Age that a child has not reached." }
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
from model.caseload
where age < getvariable('children_under.under')
