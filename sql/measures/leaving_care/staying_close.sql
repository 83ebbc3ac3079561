/*
title = "Young people staying close"
unit = "count"
polarity = "neutral"
definition = """
The number of young people aged 18, 19 or 20 who, on the last day of the period,
were staying close: living near the children's home that they left, with its
support. Who turns 18 on the day counts, who turns 21 or leaves on the day does
not. Those whose age is not known are left out and shown beside it. Who provides
it is as in the register of providers.
"""
source = "Children and Social Work Act 2017 and Department for Education, Staying Close: support for young people who leave children's homes; up to 21 as the council's papers count it, a setting"
owner = "Head of leaving care"
reviewed = 2026-11-22
needs = ["care_leavers"]
case = "young person"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["sector", "provider", "sex", "ethnic_group"]
categories = ["age", "weekly_cost", "former_asylum_seeking"]
crosses = ["sector x age", "sector x weekly_cost"]

[settings]
from_age = { default = 18, type = "integer", says = "Young people of this age and older count" }
to_age = { default = 20, type = "integer", says = "Young people of this age and younger count: 20 is up to the 21st birthday" }
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    case when age is not null then 1 end as numerator,
    null as denominator,
    breakdowns,
    age_label as age,
    weekly_cost_band as weekly_cost,
    former_asylum_seeking,
from model.care_leaver_days
where
    arrangement = 'staying close'
    and coalesce(
        age between getvariable('staying_close.from_age')
        and getvariable('staying_close.to_age'),
        true
    )
