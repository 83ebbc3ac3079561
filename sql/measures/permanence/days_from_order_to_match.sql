/*
title = "Days from placement order to match with adopters"
unit = "days"
polarity = "lower is better"
definition = """
Of the children adopted in the period who had been under a placement order, the
average number of days from the order to the match with the adopters. A match on
or before the day of the order counts as nought. The order is the first day of
the last unbroken run of episodes under one in the last period of care. Children
adopted without an order are not counted. A child is left out and shown as not
known where the day of the match is missing or after the adoption, or where the
order is older than the records that we hold. Counted by the day of the
adoption, with the age on it.
"""
source = "Department for Education, adoption scorecards, indicator A2 (placement order to match): nought days where matched before the order, no order is not counted"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes", "ad1"]
case = "child"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = ["age_band", "sex", "ethnic_group", "need"]
*/
select
    adopted_on as counted_on,
    authority,
    adoption_id as case_id,
    child_id,
    provider_id,
    case
        when matched_on < order_on then 0
        else matched_on - order_on
    end as numerator,
    1 as denominator,
    breakdowns,
from model.adoptions
where has_order
