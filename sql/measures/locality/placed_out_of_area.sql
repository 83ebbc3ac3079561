/*
title = "Children placed outside the authority's area"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children looked after on the last day of the period, the percentage who
lived outside the council's own area. Children for whom the area is not known
stay in the total, are not counted as outside, and are shown beside it.
"""
source = "Department for Education, Children looked after in England, data guidance, note 2: whether or not the placement is within the geographical boundary of the responsible local authority"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "sector", "age_band", "sex", "ethnic_group",
    "need", "legal_status", "asylum_seeking",
]
*/
select
    counted_on,
    authority,
    child_id as case_id,
    child_id,
    provider_id,
    is_out_of_area::integer as numerator,
    1 as denominator,
    breakdowns,
from model.caseload
