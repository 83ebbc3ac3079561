/*
title = "Price of an occupied week in block contracts"
unit = "pounds a week"
polarity = "lower is better"
definition = """
What block contracts cost for each week in which a child lived in one of their
beds: all that was paid for the nights of the period, empty ones among them,
divided by the nights in which the beds were used, times seven.
"""
source = "Register of block contracts and their allocations, and the individual placement agreements under them"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "agreements"]
case = "bed night"
counts = "during"
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
    7 * paid_price as numerator,
    used_nights as denominator,
    breakdowns,
from model.block_nights
