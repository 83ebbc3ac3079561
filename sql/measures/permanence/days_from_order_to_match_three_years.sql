/*
title = "Days from placement order to match with adopters, over three years"
unit = "days"
polarity = "lower is better"
definition = """
The children counted are those adopted in the period and in the two years before
its first day: of a financial year, three financial years. Of these, for those
who had been under a placement order, the average number of days from the order
to the match with the adopters. A match on or before the day of the order counts
as nought. The order is the first day of the last unbroken run of episodes under
one in the last period of care. Children adopted without an order are not
counted. A child is left out and shown as not known where the day of the match
is missing or after the adoption, or where the order is older than the records
that we hold. Counted by the day of the adoption, with the age on it.
"""
source = "Department for Education, adoption scorecards, indicator A2 (placement order to match): nought days where matched before the order, no order is not counted; the scorecards' average of three years, threshold 121 days"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes", "ad1"]
looks_back = "24 months"
case = "child"
counts = "over"
statistic = "mean"
not_known = "left out"
breakdowns = ["age_band", "sex", "ethnic_group", "need"]
target = 121
*/
select
    periods.period_id,
    adoptions.authority,
    adoptions.adoption_id as case_id,
    adoptions.child_id,
    adoptions.provider_id,
    case
        when adoptions.matched_on < adoptions.order_on then 0
        else adoptions.matched_on - adoptions.order_on
    end as numerator,
    1 as denominator,
    adoptions.breakdowns,
from model.adoptions
inner join model.periods
    on adoptions.adopted_on
    between months_before(periods.period_start, 24) and periods.period_end
where
    adoptions.has_order
    and periods.period_kind in ('year', 'rolling_year')
