/*
title = "Block contracts by beds used"
says = """
What each block contract of the as-at date would cost and save in a year for each
number of beds that could be used: where it breaks even, and how much hangs on a
bed. All beds are taken to be paid for. The saving is against the average price of
placements of the same services outside the footprint.
"""
audience = "exempt"
scope = "contract"
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
contract_id = { label = "Contract reference", unit = "text", says = "Reference of the contract", is_printed = false }
contract = { label = "Contract", unit = "text", says = "The block contract" }
beds = { label = "Beds", unit = "count", says = "Beds of the partners that this run holds" }
beds_used = { label = "Used", unit = "count", says = "Beds used" }
occupancy = { label = "Occupancy", unit = "percent", says = "Used of all" }
price = { label = "Price", unit = "pounds", says = "Price of all beds in a year" }
empty_price = { label = "Of it, empty", unit = "pounds", says = "Price of the beds not used" }
market_price = { label = "Otherwise", unit = "pounds", says = "What so many placements would cost at the average price" }
saving = { label = "Saving", unit = "pounds", says = "Otherwise less price; below nought the contract costs more" }
is_break_even = { label = "Breaks even", unit = "text", says = "Whether this is the smallest number of beds that saves" }
*/
with

contracts as (
    select
        contract_id,
        any_value(breakdowns.contract order by authority) as contract,
        sum(beds)::integer as beds,
        sum(price_of_year) as price,
        sum(market_of_year) as market,
    from model.block_cases
    where counted_on = getvariable('as_at')
    group by contract_id
),

steps as (
    select
        *,
        unnest(range(beds + 1)) as beds_used,
    from contracts
)

select
    contract_id,
    contract,
    beds,
    beds_used,
    divide_exact(100 * beds_used, beds, 1) as occupancy,
    price::decimal(18, 2) as price,
    divide_exact(price * (beds - beds_used), beds, 2)::decimal(18, 2)
        as empty_price,
    divide_exact(market * beds_used, beds, 2)::decimal(18, 2) as market_price,
    market_price - price as saving,
    saving >= 0
    and market * (beds_used - 1) < price * beds as is_break_even,
from steps
order by contract_id, beds_used
