/*
title = "Looked after, 16 and 17, not in education, employment or training"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children aged 16 and 17 who were looked after on the last day of the
period, the percentage who were not in education, employment or training on that
day. Who turns 16 on the day counts, who turns 18 does not. Children whose
status is not known stay in the total, are not counted, and are shown beside it.
"""
source = "Department for Education, participation of 16 and 17 year olds: not in education, employment or training. Age is on the day, not the academic age of the published scorecard"
owner = "Head of leaving care"
reviewed = 2026-11-22
needs = ["episodes", "education_status"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service_group", "provider", "contract", "sex", "asylum_seeking",
    "locality",
]
categories = ["age"]

[settings]
from_age = { default = 16, type = "integer", says = "Children of this age and older count" }
to_age = { default = 17, type = "integer", says = "Children of this age and younger count" }
*/
with

caseload as (
    select * from model.caseload
    where
        age between
        getvariable('not_in_education_employment_training.from_age')
        and getvariable('not_in_education_employment_training.to_age')
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    (not education_status.is_in_education_employment_or_training)::integer
        as numerator,
    1 as denominator,
    caseload.breakdowns,
    caseload.age::varchar as age,
from caseload
left join model.education_status
    on caseload.child_id = education_status.child_id
    and education_status.starts_on <= caseload.counted_on
    and coalesce(education_status.ends_on, date '9999-12-31')
    > caseload.counted_on
