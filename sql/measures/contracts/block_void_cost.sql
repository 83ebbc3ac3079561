/*
title = "Price of empty block beds"
unit = "pounds"
polarity = "lower is better"
definition = """
What was paid in the period for beds of block contracts in which nobody lived:
the nights in which they were empty, at the price of the contract. Nothing where
the contract pays for used beds only. Of a contract that authorities share, the
empty beds of a night are shared among those that have beds to spare, so that a
bed which another authority filled costs nobody anything.
"""
source = "Register of block contracts and their allocations, and the individual placement agreements under them; as the block contract paper of Havering (2018), section 5.6, prices them"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "agreements"]
case = "contract"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["contract"]
*/
select
    counted_on,
    authority,
    case_id,
    null as child_id,
    provider_id,
    empty_price as numerator,
    null as denominator,
    breakdowns,
from model.block_nights
