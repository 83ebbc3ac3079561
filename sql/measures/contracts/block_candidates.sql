/*
title = "Children who could move into a block bed"
unit = "count"
polarity = "neutral"
definition = """
Children on the last day of the period whose placement is of a service that the
lots of a block contract of the council name, is not under such a contract, and
costs more than a block bed or lies outside the footprint: "all" of them, those
that cost more ("dearer"), those outside the footprint ("distant"; a child can
be both), and those for whom there was an empty bed of the council's that day,
the dearest first ("for free beds"). A week's price and a bed's are compared over
a year of the settings' weeks. Each child counts once, against the cheapest bed.
Whether the move is right for the child is not asked: this is where to look. A
child of whom price or place is not known, and who is no candidate by the other,
is left out and counted.
"""
source = "Register of block contracts, their allocations and lots, and the individual placement agreements; the block contract paper of Havering (2018), section 5.7, asks for a cohort of suitable placements to transfer"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["all", "dearer", "distant", "for_free_beds"]
breakdowns = ["service", "arrangement", "age_band", "locality"]
*/
with

figures as (
    select *, 'all' as figure, is_candidate as counts,
    from model.block_candidates

    union all by name

    select *, 'dearer' as figure, is_dearer as counts,
    from model.block_candidates
    where coalesce(is_dearer, true)

    union all by name

    select *, 'distant' as figure, is_distant as counts,
    from model.block_candidates
    where coalesce(is_distant, true)

    union all by name

    select *, 'for_free_beds' as figure, true as counts,
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
    counts::integer as numerator,
    null as denominator,
    breakdowns,
from figures
