/*
title = "Saving by block contracts"
unit = "pounds"
polarity = "higher is better"
definition = """
What children cost less in block beds than they would have cost otherwise, for
the nights of the period. "Relocated" is the saving on children who came from a
placement of the same service: against its price, by the night. "Cost avoided"
is of all other children: against the average price, on the day they came, of
placements of the same service outside the footprint; no budget falls by it, so
that it is never added to the saving. "Net" is the saving on relocated children
less what was paid for empty beds and less the running costs of the contract. A
child of whom neither price is known is left out and counted.
"""
source = "Register of block contracts, their allocations, lots and running costs, and the individual placement agreements; as the block contract paper of Havering (2018), sections 1.7 and 5.3 to 5.6, sets saving, cost avoidance and empty beds apart"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = [
    "block_beds", "contracts", "contract_lots", "block_costs", "agreements",
    "episodes",
]
case = "agreement"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["net", "relocated", "cost_avoided"]
breakdowns = ["contract"]
*/
with

stays as (
    select
        *,
        'stay ' || agreement_id || ' from ' || valid_from || ', '
        || terms_from || ' to ' || counted_on as case_id,
        otherwise_price - block_price as amount,
    from model.block_stays
),

figures as (
    select *, 'relocated' as figure, from stays
    where is_relocated

    union all by name

    select *, 'cost_avoided' as figure, from stays
    where not is_relocated

    union all by name

    select *, 'net' as figure, from stays
    where is_relocated

    union all by name

    select
        *,
        'net' as figure,
        -empty_price as amount,
    from model.block_nights

    union all by name

    select
        * replace (-amount as amount),
        'net' as figure,
    from model.block_running_costs
)

select
    counted_on,
    authority,
    figure,
    case_id,
    child_id,
    provider_id,
    amount as numerator,
    null as denominator,
    breakdowns,
from figures
