/*
title = "Block contracts at full occupancy"
unit = "pounds"
polarity = "neutral"
definition = """
What the block contracts of the day would cost and save if every bed were used,
for the beds that are the council's own. The price in a year, and over the term
with every extension; the saving against the average price, on that day, of
placements of the same services outside the footprint, of all authorities that
share the contract, in a year and over the term; and the saving over the term
less the running costs that the register holds. Weekly prices are multiplied by
the weeks in a year of the settings, and no average is rounded before it is
multiplied. It assumes full occupancy and average prices, so it is indicative:
what was saved is another measure.
"""
source = "Register of block contracts, their allocations, lots and running costs, and the individual placement agreements; as the block contract paper of Havering (2018), sections 1.7 and 5.3, works it out"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = [
    "block_beds", "contracts", "contract_lots", "block_costs", "agreements",
    "episodes",
]
case = "contract"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = [
    "saving_of_year", "saving_of_term", "net_saving_of_term",
    "price_of_year", "price_of_term",
]
breakdowns = ["contract"]
*/
with

figures as (
    select
        *,
        unnest([
            {
                'figure': 'saving_of_year',
                'amount': market_of_year - price_of_year
            },
            {
                'figure': 'saving_of_term',
                'amount': market_of_term - price_of_term
            },
            {
                'figure': 'net_saving_of_term',
                'amount': market_of_term - price_of_term - running_costs
            },
            {'figure': 'price_of_year', 'amount': price_of_year},
            {'figure': 'price_of_term', 'amount': price_of_term}
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
