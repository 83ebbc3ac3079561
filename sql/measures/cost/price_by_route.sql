/*
title = "Weekly price by route of purchase"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly price of the bought placement agreements that were live on
the last day of the period, by how they came about: through a framework or
purchasing system; spot with a provider that was on one, with its terms live, on
the day on which the agreement began; spot with a provider that was on none; and
under another contract, such as a block. Spot without a provider, and what names
a contract that is not in the register, is not known. Agreements without a price
are left out and counted.
"""
source = "Individual placement agreements and the contract register; as the commissioning strategy of Central Bedfordshire (2019), section 10.2, compares them"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "contracts"]
case = "agreement"
counts = "at end"
statistic = "mean"
not_known = "left out"
categories = ["route"]
breakdowns = ["service", "service_group", "age_band"]
crosses = ["service x route"]
*/
select
    counting_days.counted_on,
    agreements.authority,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    nullif(agreements.weekly_price, 0) as numerator,
    1 as denominator,
    purchase_routes.route,
    agreements.breakdowns,
from model.agreements
inner join model.purchase_routes
    on agreements.authority = purchase_routes.authority
    and agreements.agreement_id = purchase_routes.agreement_id
    and agreements.valid_from = purchase_routes.valid_from
inner join model.counting_days
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
where agreements.is_placement
