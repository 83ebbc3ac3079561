/*
title = "Care leavers in suitable accommodation"
unit = "percent"
polarity = "higher is better"
definition = """
Of the care leavers whose 19th, 20th or 21st birthday fell in the period (and,
apart, whose 17th or 18th did; and all of them together), the percentage who
lived in suitable accommodation around that birthday. Both the first and the
last day of the period count; who was born on 29 February has the birthday on 1
March in other years. Young people who died, went home to their parents for six
months or more, went abroad, were deported, or whose residence is not known are
left out. Those for whom there is no information, as where the council is not in
touch, stay in the total and are shown beside it. Left out too are those who
were only ever looked after for series of short breaks, and rows without a date
of birth.
"""
source = "Department for Education, Local authority interactive tool, CareLeaverAcc, and data guidance, care leavers by whether their accommodation is suitable: 19th, 20th or 21st birthday between 1 April and 31 March; series of short breaks left out; 'no information' stays in the total"
owner = "Head of leaving care"
reviewed = 2026-11-22
needs = ["oc3"]
case = "young person"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
figures = ["19 to 21", "17 to 18", "17 to 21"]
breakdowns = ["sex", "ethnic_group", "asylum_seeking"]
categories = ["accommodation", "age"]
*/
select
    birthday as counted_on,
    authority,
    child_id || '/' || age as case_id,
    child_id,
    null as provider_id,
    unnest([age_group, '17 to 21']) as figure,
    is_suitable::integer as numerator,
    1 as denominator,
    breakdowns,
    accommodation,
    age::varchar as age,
from model.leaver_birthdays
where
    age <= 21
    and is_accommodation_counted
