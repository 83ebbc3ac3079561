/*
title = "Fostered children with the council's own carers"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children in foster care on the last day of the period, the percentage
who lived with foster carers of the council itself. Family and friends whom the
council approved as foster carers are its own carers. Fostered children whose
carer's provider is not known stay in the total, and are shown beside it.
"""
source = "Placement codes U1 to U6 of the children looked after return, by provider of the placement"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "age_band", "sex", "ethnic_group", "need", "legal_status",
    "asylum_seeking", "locality",
]
*/
select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    services.is_in_house::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join model.services
    on caseload.service = services.service
left join code.episodes_place as places
    on caseload.place = places.code
where coalesce(services.is_fostering, places.is_fostering, false)
