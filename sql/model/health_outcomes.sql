/*
title = "Health and wellbeing of children looked after for twelve months"
says = """
One row per child and day that a return of health and wellbeing describes (31
March, or the last day of a file sent within the year), for the children looked
after on that day and for the twelve months before it without a break: from 1
April to 31 March. Series of short breaks are no part of the twelve months. A
child without a row in the return is here too, with has_answers false. Where the
start of care is not known and lies within the twelve months, the return decides.
"""
*/
with

answers as (
    select
        * exclude (child_id),
        authority || '/' || child_id as child_id,
        financial_year_start(snapshot_on) as year_start,
    from staging.oc2
),

returns as (
    select
        authority,
        year_start,
        max(snapshot_on) as counted_on,
    from answers
    group by authority, year_start
),

looked_after as (
    select
        caseload.counted_on,
        caseload.authority,
        caseload.child_id,
        caseload.provider_id,
        caseload.age,
        caseload.is_care_start_known,
        caseload.breakdowns,
        returns.year_start,
        looked_after_since.looked_after_since
        <= window_start(caseload.counted_on, 12) as is_twelve_months,
    from model.caseload
    inner join returns
        on caseload.counted_on = returns.counted_on
        and caseload.authority = returns.authority
    inner join model.looked_after_since
        on caseload.period_of_care_id = looked_after_since.period_of_care_id
)

select
    looked_after.counted_on,
    looked_after.authority,
    looked_after.child_id,
    looked_after.provider_id,
    looked_after.age,
    answers.child_id is not null as has_answers,
    case when answers.sdq_score between 0 and 40 then answers.sdq_score end
        as sdq_score,
    answers.sdq_reason,
    answers.is_convicted,
    answers.had_health_check,
    answers.had_immunisations,
    answers.had_teeth_check,
    answers.had_health_assessment,
    answers.has_substance_misuse,
    answers.received_intervention,
    answers.offered_intervention,
    looked_after.breakdowns,
from looked_after
left join answers
    on looked_after.child_id = answers.child_id
    and looked_after.year_start = answers.year_start
where
    looked_after.is_twelve_months
    or (
        not looked_after.is_care_start_known
        and answers.child_id is not null
    )
order by looked_after.counted_on, looked_after.child_id
