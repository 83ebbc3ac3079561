/*
title = "Outcomes of referrals"
unit = "count"
polarity = "neutral"
definition = """
The number of referrals for a placement that came during the period, by what had
become of them by the day of the figures: placed, remained at home, placed with
family, withdrawn, no offer, or still open. They count on the day on which the
referral came, so that all referrals of a period stand in it once.
"""
source = "The placements team's record of searches; Bath and North East Somerset Council, sufficiency statement 2018, 2.6.1: of 160 referrals 43 became redundant, 27 of them because the child remained at home or was placed with family"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band", "need"]
categories = ["outcome", "offers"]
crosses = ["outcome x service"]
*/
select
    received_on as counted_on,
    authority,
    authority || '/' || referral_id as case_id,
    child_id,
    null as provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
    outcome_label as outcome,
    case
        when offers = 0 then 'No offer'
        when offers = 1 then 'One offer'
        when offers > 1 then 'More than one offer'
        else 'Not known'
    end as offers,
from model.referrals
