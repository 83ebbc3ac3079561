/*
title = "Block beds lent between partners"
unit = "nights"
polarity = "neutral"
definition = """
The nights of the period in which a child of one partner of a block contract
lived in a bed of another. "Borrowed" are the nights on which a partner had more
children in the block than beds of its own, by so many; "lent" are those nights
shared among the partners that had beds to spare on the day, in proportion to
them. What is borrowed is lent, so long as no more beds are used than there are.
"""
source = "Register of block contracts and their allocations, and the individual placement agreements under them; the block contract paper of Havering (2018), section 5.8, asks for a market of empty beds among partners"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "agreements"]
case = "bed night"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["borrowed", "lent"]
breakdowns = ["contract"]
*/
with

figures as (
    select *, 'borrowed' as figure, borrowed_nights as nights,
    from model.block_nights

    union all by name

    select *, 'lent' as figure, lent_nights as nights,
    from model.block_nights
)

select
    counted_on,
    authority,
    figure,
    case_id,
    null as child_id,
    provider_id,
    nights as numerator,
    null as denominator,
    breakdowns,
from figures
