/*
title = "Change of need over the placement"
unit = "score"
polarity = "lower is better"
definition = """
For the children looked after on the last day of the period: the latest score of
their needs by that day, less the first score with the carer they live with,
averaged; below nought, needs have become less. The first score is the latest of
those on the day the child came to the carer and the 91 days before it, else the
first one after. Children without two different assessments to compare are left
out and shown beside it.
"""
source = "Assessments with the council's needs tool, such as one that allocates resources: the score at placement against the score at review"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "needs"]
case = "child"
counts = "at end"
statistic = "mean"
not_known = "left out"
breakdowns = ["service", "service_group", "provider", "contract", "age_band"]

[settings]
days_before = { default = 91, type = "integer", says = "A score of so many days before the child came to the carer still counts as the first" }
*/
with

scores as (
    select * from model.needs
    where score is not null
),

with_carer as (
    select
        caseload.counted_on,
        caseload.child_id,
        coalesce(
            max(
                case
                    when scores.assessed_on <= caseload.carer_started_on
                        then scores.assessed_on
                end
            ),
            min(scores.assessed_on)
        ) as first_on,
        max(scores.assessed_on) as latest_on,
    from model.caseload
    inner join scores
        on caseload.child_id = scores.child_id
        and scores.assessed_on <= caseload.counted_on
        and scores.assessed_on >= caseload.carer_started_on
        - getvariable('needs_change.days_before')::integer
    group by caseload.counted_on, caseload.child_id
),

changes as (
    select
        with_carer.counted_on,
        with_carer.child_id,
        latest.score - earliest.score as change,
    from with_carer
    inner join scores as earliest
        on with_carer.child_id = earliest.child_id
        and with_carer.first_on = earliest.assessed_on
    inner join scores as latest
        on with_carer.child_id = latest.child_id
        and with_carer.latest_on = latest.assessed_on
    where with_carer.first_on < with_carer.latest_on
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    changes.change as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join changes
    on caseload.counted_on = changes.counted_on
    and caseload.child_id = changes.child_id
