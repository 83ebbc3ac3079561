/*
title = "Plans in date"
unit = "percent"
polarity = "higher is better"
definition = """
Of the plans that the children looked after on the last day of the period should
have, the percentage that are in date: made by that day, the latest of its kind,
and not due for review before it. A review due on the very day is in date. Every
child should have a care plan; aged 3 to 17 a personal education plan; aged 16
or over a pathway plan; a step-down plan counts where there is one. A plan that
is lacking is not in date; one whose review date is not known stays in the
total, is not counted, and is shown beside it.
"""
source = "Care Planning, Placement and Case Review (England) Regulations 2010 for which plans a child has to have; the ages are settings"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "plans"]
case = "plan"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service_group", "provider", "contract", "age_band"]
categories = ["plan"]

[settings]
education_from_age = { default = 3, type = "integer", says = "Personal education plans are expected from this age" }
education_to_age = { default = 17, type = "integer", says = "Personal education plans are expected up to this age" }
pathway_from_age = { default = 16, type = "integer", says = "Pathway plans are expected from this age" }
*/
with

latest as (
    select
        caseload.counted_on,
        caseload.child_id,
        plans.kind,
        max(plans.made_on) as made_on,
        arg_max_null(plans.review_due_on, plans.made_on) as review_due_on,
    from model.caseload
    inner join model.plans
        on caseload.child_id = plans.child_id
        and plans.made_on <= caseload.counted_on
    group by all
),

expected as (
    select
        caseload.*,
        kinds.code as kind,
        kinds.label as kind_label,
    from model.caseload
    inner join code.plan_kind as kinds
        on kinds.code in ('care', 'step-down')
        or (
            kinds.code = 'personal education'
            and caseload.age
            between getvariable('plans_in_date.education_from_age')
            and getvariable('plans_in_date.education_to_age')
        )
        or (
            kinds.code = 'pathway'
            and caseload.age >= getvariable('plans_in_date.pathway_from_age')
        )
)

select
    expected.counted_on,
    expected.authority,
    expected.child_id || '/' || expected.kind as case_id,
    expected.child_id,
    expected.provider_id,
    case
        when latest.made_on is null then 0
        else (latest.review_due_on >= expected.counted_on)::integer
    end as numerator,
    1 as denominator,
    expected.breakdowns,
    expected.kind_label as plan,
from expected
left join latest
    on expected.counted_on = latest.counted_on
    and expected.child_id = latest.child_id
    and expected.kind = latest.kind
where
    expected.kind <> 'step-down'
    or latest.made_on is not null
