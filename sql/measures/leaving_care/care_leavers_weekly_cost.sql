/*
title = "Weekly cost of care leavers' arrangements"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly cost to the council of the arrangements in which young people
of the leaving care service aged 18 or over lived on the last day of the period,
as the service records it; the lowest, middle and highest cost stand beside it.
Arrangements that cost nothing, or whose cost or young person's age is not known,
are left out and shown beside it.
"""
source = "The council's leaving care service"
owner = "Head of leaving care"
reviewed = 2026-11-22
needs = ["care_leavers"]
case = "young person"
counts = "at end"
statistic = "mean"
not_known = "left out"
breakdowns = ["sector", "provider"]
categories = ["living", "age"]
crosses = ["living x sector", "living x age"]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    case when age is not null then nullif(weekly_cost, 0) end as numerator,
    1 as denominator,
    breakdowns,
    arrangement_label as living,
    age_label as age,
from model.care_leaver_days
where coalesce(age >= 18, true)
