/*
title = "Cost avoided by redundant referrals"
unit = "pounds"
polarity = "neutral"
definition = """
What the placements would have cost that were looked for, by referrals that came
during the period, and were not needed because the child remained at home or was
placed with family: the weekly price that the record gives, for so many weeks as
the setting says. A referral without a price is left out and counted.
"""
source = "The placements team's record of searches; Bath and North East Somerset Council, sufficiency statement 2018, 2.6.1: £500,000 for 27 children; the paper does not say for how long"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band", "need"]
categories = ["outcome"]

[settings]
weeks = { default = 52, type = "integer", says = "Weeks for which a placement that was not needed is reckoned" }
*/
select
    received_on as counted_on,
    authority,
    authority || '/' || referral_id as case_id,
    child_id,
    null as provider_id,
    avoided_weekly_cost * getvariable('referral_cost_avoided.weeks')
        as numerator,
    null as denominator,
    breakdowns,
    outcome_label as outcome,
from model.referrals
where is_with_family
