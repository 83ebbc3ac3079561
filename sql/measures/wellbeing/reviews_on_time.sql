/*
title = "Reviews on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period whose first review
had fallen due by then, the percentage for whom no review was overdue on any day
of the twelve months to that day. The first review is due within 28 days (20
working days) of coming into care, the second within three months of the first,
each later one within six months of the one before; a review on the last of
these days is on time.
"""
source = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33: 20 working days, three months, six months; counted as national indicator 66 was: children all of whose reviews of the year were on time. 28 days stand for 20 working days: bank holidays are not taken off"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "reviews"]
looks_back = "18 months"
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = [
    "service_group", "age_band", "sex", "legal_status", "asylum_seeking",
    "locality",
]
*/
with

judged as (
    select
        caseload.counted_on,
        caseload.child_id,
        bool_or(
            review_dues.is_first
            and review_dues.due_on <= caseload.counted_on
        ) as is_due,
        bool_or(
            coalesce(review_dues.held_on, date '9999-12-31')
            > review_dues.due_on
            and coalesce(review_dues.held_on, date '9999-12-31')
            >= window_start(caseload.counted_on, 12)
            and review_dues.due_on < caseload.counted_on
        ) as was_overdue,
    from model.caseload
    inner join model.review_dues
        on caseload.period_of_care_id = review_dues.period_of_care_id
    group by caseload.counted_on, caseload.child_id
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    (not judged.was_overdue)::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
inner join judged
    on caseload.counted_on = judged.counted_on
    and caseload.child_id = judged.child_id
where judged.is_due
