/*
title = "What moves into block beds could save"
unit = "pounds"
polarity = "neutral"
definition = """
For the children on the last day of the period who could move into a block bed
because they cost more ("dearer"): what their placements cost in a year above the
price of a bed. "For free beds" is that of those for whom there was an empty bed
that day, the dearest first; where the empty bed is paid for anyway, it is all
that the placement costs. A year is of the settings' weeks. It is indicative:
whether a move is right for the child is not asked.
"""
source = "Register of block contracts, their allocations and lots, and the individual placement agreements; the block contract paper of Havering (2018), sections 5.3 and 5.7"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["dearer", "for_free_beds"]
breakdowns = ["service", "arrangement"]
*/
with

figures as (
    select *, 'dearer' as figure, yearly_saving as amount,
    from model.block_candidates
    where is_dearer

    union all by name

    select *, 'for_free_beds' as figure, saving_in_free_bed as amount,
    from model.block_candidates
    where free_bed is not null
)

select
    counted_on,
    authority,
    figure,
    child_id as case_id,
    child_id,
    provider_id,
    amount as numerator,
    null as denominator,
    breakdowns,
from figures
