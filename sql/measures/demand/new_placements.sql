/*
title = "New placements"
unit = "count"
polarity = "neutral"
definition = """
The number of placements that began during the period: of children who came
into care, and of children who moved from one carer to another. A child who
moved twice is counted twice. A change of legal status, a change with the same
carer, an adoption by the foster carer and short stays such as hospital or
holidays are no new placement, and series of short breaks are not counted.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = [
    "service", "service_group", "sector", "arrangement", "age_band", "need",
    "legal_status", "asylum_seeking", "locality",
]
categories = ["kind"]
crosses = ["kind x service", "service x age_band"]

[settings]
counts_temporary = { default = false, type = "yes_no", says = "Temporary placements (T0 to T4) count as new placements" }
*/
select
    started_on as counted_on,
    authority,
    placement_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
    case
        when is_moved_within_care then 'Moved within care'
        else 'Started to be looked after'
    end as kind,
from model.placements
where
    is_start_known
    and not is_short_break
    and not is_same_carer_adoption
    and (
        not is_temporary
        or getvariable('new_placements.counts_temporary')
    )
