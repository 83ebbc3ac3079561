/*
title = "Steps down from residential care"
unit = "count"
polarity = "higher is better"
definition = """
The number of times in the period that a child left residential care (a
children's home, a residential school or a secure home) for a foster family,
supported accommodation, an adoptive family or home. Home is a placement with
parents, or leaving care as planned for parents or relatives, or with a child
arrangements or special guardianship order. Going home unplanned, to custody or
to live independently is no step down. A temporary stay in between does not
matter. Counted on the day of the move, by the service and contract left.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; no step down is defined nationally"
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
categories = ["destination"]
*/
select
    stepped_down_on as counted_on,
    authority,
    step_down_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
    destination,
from model.residential_step_downs
