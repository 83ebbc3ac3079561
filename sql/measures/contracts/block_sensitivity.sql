/*
title = "Block contracts at half, three quarters and full occupancy"
unit = "pounds"
polarity = "neutral"
definition = """
What the block contracts of the day would save in a year if 50%, 75% or 100% of
their beds were used: what so many placements would cost at the average price,
on that day, of placements of the same services outside the footprint, less the
price of all the beds; and the price of the empty ones in a year at 50% and 75%.
All beds are taken to be paid for, also where only used beds are paid while the
contract grows. Below nought the contract costs more than it saves. For the beds
that are the council's own; nothing is rounded before it is multiplied.
"""
source = "Register of block contracts, their allocations and lots, and the individual placement agreements; the block contract paper of Havering (2018) has full occupancy in section 1.7 and the price of beds empty at half in 5.6"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
case = "contract"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = [
    "saving_at_50", "saving_at_75", "saving_at_100", "empty_at_50",
    "empty_at_75",
]
breakdowns = ["contract"]
*/
with

figures as (
    select
        *,
        unnest([
            {
                'figure': 'saving_at_50',
                'amount': market_of_year * 0.5 - price_of_year
            },
            {
                'figure': 'saving_at_75',
                'amount': market_of_year * 0.75 - price_of_year
            },
            {
                'figure': 'saving_at_100',
                'amount': market_of_year - price_of_year
            },
            {'figure': 'empty_at_50', 'amount': price_of_year * 0.5},
            {'figure': 'empty_at_75', 'amount': price_of_year * 0.25}
        ]) as line,
    from model.block_cases
)

select
    counted_on,
    authority,
    line.figure as figure,
    case_id,
    null as child_id,
    provider_id,
    line.amount as numerator,
    null as denominator,
    breakdowns,
from figures
