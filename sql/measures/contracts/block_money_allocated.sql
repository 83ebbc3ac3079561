/*
title = "Money set aside for block contracts"
unit = "pounds"
polarity = "neutral"
definition = """
The price of each partner's beds against the money that it set aside for the
period in the plan of the contract: "allocated" is that money, a part of a month
by its days, and "over allocation" the price of the nights in which its children
used a bed and of its part of the empty ones, less that money; below nought
where some is left.
"""
source = "Register of block contracts, their allocations and plan, and the individual placement agreements under them; the block contract paper of Havering (2018), section 1.5, sets an allocation"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["block_beds", "block_plan", "contracts", "agreements"]
case = "contract"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["over_allocation", "allocated"]
breakdowns = ["contract"]
*/
with

figures as (
    select *, paid_price as price, 'over_allocation' as figure,
    from model.block_nights

    union all by name

    select *, -amount as price, 'over_allocation' as figure,
    from model.block_allowances

    union all by name

    select *, amount as price, 'allocated' as figure,
    from model.block_allowances
)

select
    counted_on,
    authority,
    figure,
    case_id,
    null as child_id,
    provider_id,
    price as numerator,
    null as denominator,
    breakdowns,
from figures
