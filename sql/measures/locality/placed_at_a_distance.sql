/*
title = "Children placed at a distance"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children looked after on the last day of the period, the percentage who
lived neither in the council's own area nor in that of a council next to it.
Children for whom the area is not known stay in the total, are not counted as
at a distance, and are shown beside it.
"""
source = "The Care Planning, Placement and Case Review and Fostering Services (Miscellaneous Amendments) Regulations 2013 (SI 2013/3239), regulation 18: outside the area of the responsible authority and not within the area of any adjoining local authority"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes", "authority_neighbours"]
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
    case locality
        when 'At a distance' then 1
        when 'In an adjoining authority' then 0
        when 'Inside the authority' then 0
    end as numerator,
    1 as denominator,
    breakdowns,
from model.caseload
