/*
title = "Young people in supported lodgings"
unit = "count"
polarity = "neutral"
definition = """
The number of young people of the leaving care service aged 16 to 20 who, on the
last day of the period, lived in supported lodgings. Who turns 16 on the day
counts, who turns 21 or leaves on the day does not. Those whose age is not known
are left out and shown beside it. Who provides it is as in the register of
providers. Children still looked after in supported accommodation are counted
with the placements, not here.
"""
source = "The council's leaving care service; up to 21 as the council's papers count it, a setting"
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
from_age = { default = 16, type = "integer", says = "Young people of this age and older count" }
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
    arrangement = 'supported lodgings'
    and coalesce(
        age between getvariable('supported_lodgings.from_age')
        and getvariable('supported_lodgings.to_age'),
        true
    )
