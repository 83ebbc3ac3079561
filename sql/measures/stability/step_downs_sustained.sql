/*
title = "Steps down that lasted"
unit = "percent"
polarity = "higher is better"
definition = """
Of the steps down from residential care that were 183 days old on a day of the
period, the percentage that had lasted: in those 183 days the child began no
placement other than with foster carers, in supported accommodation, with
adopters or with parents, and did not leave care for custody. Moves from one
such placement to another, leaving care for any other reason, short breaks and
temporary stays do not count against it. A placement begun on the last of these
days, the 183rd after the step down, no longer counts either. Where a placement
begun since is of a kind not known, and nothing else counts against it, it is
not known, stays in the total and is shown beside it.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; 183 days is half a year"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "183 days"
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "provider", "contract", "age_band", "locality",
]
categories = ["destination"]

[settings]
days = { default = 183, type = "integer", says = "Days that a step down must last" }
*/
select
    counted_on,
    authority,
    step_down_id as case_id,
    child_id,
    provider_id,
    has_lasted::integer as numerator,
    1 as denominator,
    breakdowns,
    destination,
from model.lasting_step_downs
