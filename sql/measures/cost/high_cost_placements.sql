/*
title = "High-cost placements"
unit = "count"
polarity = "neutral"
definition = """
The placement agreements live on the last day of the period whose weekly price
is at or above the threshold: core, support, education and other price together.
Agreements without a price are left out and counted. The list of the same name
holds them, and the dearest placements in any case.
"""
source = "Individual placement agreements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "agreement"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service", "service_group", "arrangement", "age_band", "locality",
]

[settings]
weekly_price = { default = 5000, type = "decimal", says = "Pounds a week from which a placement is listed" }
*/
select
    counting_days.counted_on,
    agreements.authority,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    (
        nullif(agreements.weekly_price, 0)
        >= getvariable('high_cost_placements.weekly_price')
    )::integer as numerator,
    null as denominator,
    agreements.breakdowns,
from model.counting_days
inner join model.agreements
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
where agreements.is_placement
