/*
title = "Weekly price of a placement"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly price of the placement agreements that were live on the last
day of the period: core, support, education and other price together, in the
price agreed. The lowest, middle and highest price are shown beside it.
Agreements without a price are left out and counted.
"""
source = "Individual placement agreements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "agreement"
counts = "at end"
statistic = "mean"
not_known = "left out"
breakdowns = [
    "service", "service_group", "sector", "provider", "framework",
    "arrangement", "age_band", "locality",
]
crosses = ["service x arrangement", "service x locality"]
*/
select
    counting_days.counted_on,
    agreements.authority,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    nullif(agreements.weekly_price, 0) as numerator,
    1 as denominator,
    agreements.breakdowns,
from model.counting_days
inner join model.agreements
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
where agreements.is_placement
