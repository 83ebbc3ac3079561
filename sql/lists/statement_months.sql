/*
title = "Occupancy month by month"
says = """
One row per block contract and month of the financial year so far: the nights of
the beds of the authorities in this run, how many of them their children used,
and what all and the empty ones cost. The last month ends on the as-at date.
"""
audience = "exempt"
scope = "contract"
needs = ["contracts", "block_beds"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
contract_id = { label = "Contract", unit = "text", says = "The contract", is_printed = false }
month = { label = "Month to", unit = "date", says = "Last day of the month, or the as-at date" }
bed_nights = { label = "Bed nights", unit = "count", says = "Nights of the beds bought" }
used_nights = { label = "Used", unit = "count", says = "Nights on which a child lived there, in a lent bed too" }
empty_nights = { label = "Empty", unit = "count", says = "Nights of beds bought that nobody used" }
paid_price = { label = "Price paid", unit = "pounds and pence", says = "What the paid nights cost" }
empty_price = { label = "Of it for empty beds", unit = "pounds and pence", says = "What the empty nights cost" }
*/
select
    block_nights.contract_id,
    block_nights.counted_on as month,
    sum(block_nights.bed_nights)::bigint as bed_nights,
    sum(block_nights.used_nights)::bigint as used_nights,
    sum(block_nights.empty_nights)::bigint as empty_nights,
    round_exact(sum(block_nights.paid_price), 2) as paid_price,
    round_exact(sum(block_nights.empty_price), 2) as empty_price,
from model.block_nights
where
    block_nights.counted_on >= financial_year_start(getvariable('as_at'))
    and (
        block_nights.counted_on = last_day(block_nights.counted_on)
        or block_nights.counted_on = getvariable('as_at')
    )
group by block_nights.contract_id, block_nights.counted_on
order by block_nights.contract_id, block_nights.counted_on
