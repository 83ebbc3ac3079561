/*
title = "End of placement reviews held on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the placements bought from others that ended in the period, the percentage
with an end of placement review held no later than 28 days after the day the
child left; a review before that day counts too. A placement counts on the day
its agreement ended, by agreement: where the child stayed with the same provider
under another agreement it has not ended. Placements that ended so lately that
28 days have not run by the day of the figures are left out, reviewed or not.
"""
source = "The council's records of contract monitoring and of placement agreements. Bath and North East Somerset Council's statement of 2018, section 5: end of placement reviews"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "monitoring"]
case = "agreement"
counts = "during"
not_known = "in denominator"
statistic = "ratio"
target = 100
breakdowns = ["service", "provider", "contract"]

[settings]
days = { default = 28, type = "integer", says = "Days after the child left within which the review is to be held" }
*/
with

reviews as (
    select
        authority,
        agreement_id,
        min(held_on) as held_on,
    from model.monitoring
    where
        kind = 'end of placement review'
        and agreement_id is not null
    group by authority, agreement_id
),

ended as (
    select
        agreements.*,
        reviews.held_on,
        agreements.ended_on + getvariable('end_of_placement_reviews.days')
            as review_by,
    from model.agreement_records as agreements
    left join reviews
        on agreements.authority = reviews.authority
        and agreements.agreement_id = reviews.agreement_id
    where
        agreements.ended_on is not null
        and agreements.is_placement
        and agreements.arrangement is distinct from 'in-house'
        and not agreements.has_follow_up
)

select
    ended_on as counted_on,
    authority,
    agreement_id as case_id,
    child_id,
    provider_id,
    coalesce(held_on <= review_by, false)::integer as numerator,
    1 as denominator,
    breakdowns,
from ended
where review_by < getvariable('as_at')
