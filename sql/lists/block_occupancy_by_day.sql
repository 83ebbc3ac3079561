/*
title = "Occupancy of block contracts by day"
says = """
Every day of the last three months (a setting) of each block contract: its beds,
those occupied and empty that night, what is paid, and what of that is for the
empty ones: all of the partners that this run holds.
"""
audience = "exempt"
scope = "contract"
needs = ["block_beds", "contracts", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
contract_id = { label = "Contract reference", unit = "text", says = "Reference of the contract", is_printed = false }
contract = { label = "Contract", unit = "text", says = "The block contract" }
day = { label = "Night of", unit = "date", says = "The day on which the night began" }
beds = { label = "Beds", unit = "count", says = "Beds of the contract" }
beds_here = { label = "Of partners here", unit = "count", says = "Beds of the partners that this run holds" }
paid = { label = "Paid for", unit = "count", says = "Beds that are paid for that night: all of them, or those used where only used beds are paid for" }
occupied = { label = "Occupied", unit = "count", says = "Beds in which a child lived that night" }
empty = { label = "Empty", unit = "count", says = "Beds in which nobody lived" }
price = { label = "Price", unit = "pounds and pence", says = "What is paid for the night" }
empty_price = { label = "Of it, empty", unit = "pounds and pence", says = "What is paid for the empty beds; nothing where only used beds are paid for" }
is_paid_when_used = { label = "Scaling up", unit = "text", says = "Whether only used beds are paid for" }

[settings]
months = { default = 3, type = "integer", says = "Months that are listed, up to the as-at date" }
*/
with

days as (
    select
        contract_id,
        any_value(contract order by authority) as contract,
        counted_on as day,
        max(contract_beds) as beds,
        sum(beds)::decimal(18, 0) as beds_here,
        sum(beds_paid)::decimal(18, 0) as paid,
        sum(beds_used) as occupied,
        sum(beds_empty) as empty,
        sum(divide_exact(beds_paid * price, nights_in_price, 4)) as price,
        sum(
            divide_exact(
                (beds_paid - beds_used) * price, nights_in_price, 4
            )
        ) as empty_price,
        bool_or(is_paid_when_used) as is_paid_when_used,
    from model.block_days
    where
        counted_on > months_before(
            getvariable('as_at'),
            getvariable('block_occupancy_by_day.months')
        )
    group by contract_id, counted_on
)

select
    contract_id,
    contract,
    day,
    beds,
    beds_here,
    paid,
    occupied,
    empty::decimal(18, 0) as empty,
    price::decimal(18, 2) as price,
    empty_price::decimal(18, 2) as empty_price,
    is_paid_when_used,
from days
order by contract_id, day
