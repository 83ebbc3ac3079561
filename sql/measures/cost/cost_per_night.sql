/*
title = "Price of a night"
unit = "pounds a night"
polarity = "neutral"
definition = """
The price of the nights of placements bought from others in the period, divided
by those nights, so that a long placement weighs more than a short one. A night
is a seventh of the weekly price; the price of each agreement and month is
rounded to the penny. Nights of agreements without a price are left out and
counted; so are, uncounted, the council's own services, retainers, notice and
agreements for support only.
"""
source = "Individual placement agreements: core, support, education and other price together"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "bed night"
counts = "during"
statistic = "ratio"
not_known = "left out"
breakdowns = ["service", "service_group", "sector", "arrangement"]
*/
select
    counted_on,
    authority,
    case_id,
    child_id,
    provider_id,
    case when weekly_price > 0 then price end as numerator,
    nights as denominator,
    breakdowns,
from model.agreement_nights
where
    is_bought
    and is_placement
