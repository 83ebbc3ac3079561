/*
title = "Placement breakdowns"
unit = "count"
polarity = "lower is better"
definition = """
The number of placements in the period that broke down: the child moved to
another carer because the carer asked (for the child's behaviour or for another
reason), because the child asked, or because of an allegation, a concern about
the standards of care or an approval taken away. Counted on the day the next
placement began, by the service, contract and provider of the one that broke
down. The close of a home, a request of an authority and custody are moves that
were not planned, but no breakdowns. A placement that ended with the child
leaving care is not counted: the return gives no reason for it.
"""
source = "Department for Education, children looked after return (SSDA903), REASON_PLACE_CHANGE; no breakdown is defined nationally, and which reasons make one is our reading"
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
reasons = { default = "CREQB, CREQO, CHILD, ALLEG, STAND, APPRR", type = "text", says = "Reasons for a change of placement that make a breakdown, parted by commas" }
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
    list_contains(
        string_split(
            replace(getvariable('placement_breakdowns.reasons'), ' ', ''), ','
        ),
        reason
    )
