/*
title = "Placement moves"
unit = "count"
polarity = "lower is better"
definition = """
The number of times in the period that a child moved from one carer to another
without leaving care, on the day the next placement began. Going by way of a
hospital or another temporary stay is one move, and coming back to the same
carer is none. Two moves on one day are one, because the return has days and no
times. A change of legal status, an adoption by the foster carer, a change whose
reason says that only the status of the placement changed (PLACE), series of
short breaks, and coming back into care are no moves. Service, contract and
provider are those of the placement left, age that of the day of the move.
"""
source = "Department for Education, children looked after return (SSDA903), REASON_PLACE_CHANGE, recorded on the episode that ends; who asked is our grouping of its codes"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service", "service_group", "provider", "contract", "age_band", "locality",
]
categories = ["asked_by", "reason"]

[settings]
counts_status_only = { default = false, type = "yes_no", says = "Moves count whose reason says that only the status changed (PLACE)" }
*/
select
    moved_on as counted_on,
    authority,
    move_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
    asked_by,
    reason_label as reason,
from model.moves_within_care
where
    not is_status_only
    or getvariable('placement_moves.counts_status_only')
