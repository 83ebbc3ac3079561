/*
title = "Children with an assessment of need in date"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period, the percentage whose
needs were scored in the twelve months to that day: twelve months to 31 March
begin on 1 April. The latest assessment by that day decides; where it is in date
and has no score, the child stays in the total, is not counted, and is shown
beside it.
"""
source = "Assessments with the council's needs tool, such as one that allocates resources"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "needs"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "sector", "age_band", "need"]

[settings]
months = { default = 12, type = "integer", says = "Months for which an assessment is in date" }
*/
with

latest as (
    select
        caseload.counted_on,
        caseload.child_id,
        max(needs.assessed_on) as assessed_on,
        arg_max_null(needs.score, needs.assessed_on) as score,
    from model.caseload
    inner join model.needs
        on caseload.child_id = needs.child_id
        and needs.assessed_on <= caseload.counted_on
    group by caseload.counted_on, caseload.child_id
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    case
        when
            coalesce(
                latest.assessed_on < window_start(
                    caseload.counted_on, getvariable('needs_assessed.months')
                ),
                true
            )
            then 0
        when latest.score is not null then 1
    end as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join latest
    on caseload.counted_on = latest.counted_on
    and caseload.child_id = latest.child_id
