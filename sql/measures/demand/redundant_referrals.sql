/*
title = "Referrals made redundant"
unit = "percent"
polarity = "neutral"
definition = """
Of the referrals for a placement that came during the period, the percentage
that became redundant by the day of the figures: the child remained at home or
was placed with family, or the referral was withdrawn. A second figure takes
only those where the child remained at home or was placed with family. A
referral that is still open is not redundant. One that was closed and does not
say how is not known, and stays in the total.
"""
source = "The placements team's record of searches; Bath and North East Somerset Council, sufficiency statement 2018, 2.6.1: 43 of 160 referrals, 27%"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "age_band", "need"]
figures = ["redundant", "at home or with family"]
*/
select
    received_on as counted_on,
    authority,
    authority || '/' || referral_id as case_id,
    child_id,
    null as provider_id,
    unnest([is_redundant, is_with_family])::integer as numerator,
    1 as denominator,
    breakdowns,
    unnest(['redundant', 'at home or with family']) as figure,
from model.referrals
