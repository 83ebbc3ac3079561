/*
title = "Occupancy of block contracts"
unit = "percent"
polarity = "higher is better"
definition = """
Of the bed nights that block contracts bought in the period, the percentage in
which a child lived there: each night from the day on which the placement began
up to, and not on, the day on which it ended. Where several authorities share a
contract, the nights are those of the beds allocated to each, and a child of one
who lives in a bed of another fills that bed; the beds that are empty on a day
are shared among those with beds to spare on it, in proportion. Beds for which
nothing is paid while they are empty count too.
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
    bed_nights - empty_nights as numerator,
    bed_nights as denominator,
    breakdowns,
from model.block_nights
