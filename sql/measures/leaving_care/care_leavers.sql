/*
title = "Care leavers"
unit = "count"
polarity = "neutral"
definition = """
The number of young people aged 18 to 24 with whom the leaving care service
worked on the last day of the period; how many of them have a personal adviser;
and how many have a pathway plan of the six months to that day. Who turns 18 on
the day counts, who turns 25 does not. Those whose age is not known are left out
and shown beside it.
"""
source = "The council's leaving care service; Children Act 1989, sections 23C and 23CZB: personal adviser up to 25; Care Leavers (England) Regulations 2010, regulation 7: pathway plans reviewed every six months"
owner = "Head of leaving care"
reviewed = 2026-11-22
needs = ["care_leavers"]
case = "young person"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["care leavers", "with an adviser", "with a pathway plan in date"]
breakdowns = ["sector", "sex", "ethnic_group"]
categories = ["age", "living", "former_asylum_seeking"]

[settings]
to_age = { default = 24, type = "integer", says = "Young people of this age and younger count: 24 is up to the 25th birthday" }
plan_months = { default = 6, type = "integer", says = "Months for which a pathway plan is in date" }
*/
with

young_people as (
    select
        *,
        case when age is not null then 1 end as counts,
        adviser is not null as has_adviser,
        coalesce(
            pathway_plan_on between window_start(
                counted_on, getvariable('care_leavers.plan_months')
            ) and counted_on,
            false
        ) as has_plan,
    from model.care_leaver_days
    where
        coalesce(
            age between 18 and getvariable('care_leavers.to_age'),
            true
        )
)

select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    unnest([
        'care leavers', 'with an adviser', 'with a pathway plan in date',
    ]) as figure,
    unnest([
        counts,
        counts * has_adviser::integer,
        counts * has_plan::integer,
    ]) as numerator,
    null as denominator,
    breakdowns,
    age_label as age,
    arrangement_label as living,
    former_asylum_seeking,
from young_people
