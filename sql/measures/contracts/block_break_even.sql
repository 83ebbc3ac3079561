/*
title = "Occupancy at which a block contract breaks even"
unit = "per 100"
polarity = "lower is better"
definition = """
The occupancy of block contracts at which all that is paid for their beds, empty
ones among them, is what the children in them would cost at the average price,
on the last day of the period, of placements of the same services outside the
footprint: the price of a bed for each 100 pounds of that average, which is so
many beds in use of each 100. Below it the contract costs more than it saves;
above 100 it does so even when it is full.
"""
source = "Register of block contracts, their allocations and lots, and the individual placement agreements; from the averages of the block contract paper of Havering (2018), section 3.2, which does not print it"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
case = "contract"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = ["contract"]
*/
select
    counted_on,
    authority,
    case_id,
    null as child_id,
    provider_id,
    case when market_of_year is not null then price_of_year end as numerator,
    coalesce(market_of_year, 1) as denominator,
    breakdowns,
from model.block_cases
