/*
title = "Moves that were not planned"
unit = "percent"
polarity = "lower is better"
definition = """
Of the moves of children from one carer to another in the period, the percentage
that were not planned: the carer, the child or the authority asked for the
placement to end, or it ended with an allegation, a concern about standards, a
closure, an approval taken away or custody. Only a move in the care plan is
planned. Moves with another reason, or none, are not known; they stay in the
total and are shown beside it. What is a move is as for placement moves.
"""
source = "Department for Education, children looked after return (SSDA903), REASON_PLACE_CHANGE; the return's guidance calls CREQB, CREQO, CHILD and LAREQ not planned, the other reasons are our reading"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "provider", "contract", "age_band", "locality",
]
categories = ["asked_by"]
*/
select
    moved_on as counted_on,
    authority,
    move_id as case_id,
    child_id,
    provider_id,
    (not is_planned)::integer as numerator,
    1 as denominator,
    breakdowns,
    asked_by,
from model.moves_within_care
where not is_status_only
