/*
title = "Length of placement by route of purchase"
unit = "days"
polarity = "neutral"
definition = """
The average length, in days, of the bought placement agreements that ended in
the period, from the day on which each began to the day on which the child left,
by how it came about: through a framework or purchasing system; spot with a
provider that was on one on the day on which the agreement began; spot with a
provider that was on none; and under another contract. The terms held last say
which. An agreement's length is that of the agreement, not of the child's stay,
where one agreement followed another.
"""
source = "Individual placement agreements and the contract register"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "contracts"]
case = "agreement"
counts = "during"
statistic = "mean"
not_known = "left out"
categories = ["route"]
breakdowns = ["service", "service_group", "age_band"]
crosses = ["service x route"]
*/
select
    agreements.ends_on as counted_on,
    agreements.authority,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    agreements.ends_on - agreements.starts_on as numerator,
    1 as denominator,
    purchase_routes.route,
    agreements.breakdowns,
from model.agreements
inner join model.purchase_routes
    on agreements.authority = purchase_routes.authority
    and agreements.agreement_id = purchase_routes.agreement_id
    and agreements.valid_from = purchase_routes.valid_from
where
    agreements.is_placement
    and agreements.ends_on is not null
    and agreements.valid_to = agreements.ends_on
