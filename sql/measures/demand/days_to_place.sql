/*
title = "Days from referral to placement"
unit = "days"
polarity = "lower is better"
definition = """
The average number of days from the day on which a referral came to the day on
which the placement began that it led to, for placements that began during the
period; nought where both are the same day. A second figure runs to the day of
the first offer, for first offers that came during the period. A day before the
referral is no answer: it is not known, left out and counted.
"""
source = "The placements team's record of searches"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "need"]
categories = ["siblings"]
figures = ["to placement", "to first offer"]
*/
with

steps as (
    select
        *,
        unnest([placed_on, first_offer_on]) as reached_on,
        unnest(['to placement', 'to first offer']) as figure,
    from model.referrals
)

select
    reached_on as counted_on,
    authority,
    authority || '/' || referral_id as case_id,
    child_id,
    null as provider_id,
    case when reached_on >= received_on then reached_on - received_on end
        as numerator,
    1 as denominator,
    breakdowns,
    figure,
    case has_siblings
        when true then 'With brothers or sisters'
        when false then 'Alone'
        else 'Not known'
    end as siblings,
from steps
where reached_on is not null
