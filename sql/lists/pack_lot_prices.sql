/*
title = "Prices beside the others of the lot"
says = """
Value for money: for each lot of a framework under which children are placed
with the provider on the as-at date, its average weekly price beside the middle
half of the other providers in the lot, to the nearest ten pounds, so that no
other's own price is told. Lots with fewer than three others have no line.
"""
audience = "exempt"
scope = "provider"
needs = ["providers", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
lot = { label = "Lot", unit = "text", says = "The framework and its lot" }
services = { label = "Service", unit = "text", says = "What is bought under it" }
placements = { label = "Your placements", unit = "count", says = "Placements under the lot on the day" }
price = { label = "Your average price", unit = "pounds a week", says = "The provider's average weekly price under the lot" }
lower_quarter = { label = "Lower quarter", unit = "pounds a week", says = "A quarter of the others are below" }
upper_quarter = { label = "Upper quarter", unit = "pounds a week", says = "A quarter of the others are above" }
others = { label = "Others", unit = "count", says = "How many other providers have a price in the lot" }
standing = { label = "Where yours stands", unit = "text", says = "Below, within or above the middle half of the others" }
*/
select
    provider_id,
    framework_id || ', ' || lot as lot,
    services,
    placements,
    price,
    lower_quarter,
    upper_quarter,
    others,
    case
        when price < lower_quarter then 'Below the middle half'
        when price > upper_quarter then 'Above the middle half'
        else 'Within the middle half'
    end as standing,
from model.lot_prices
where others is not null
order by provider_id, framework_id, lot
