/*
title = "Days from coming into care to a long-term match"
unit = "days"
polarity = "lower is better"
definition = """
Of the long-term matches of children with foster carers made in the period, the
average number of days from the day the child came into this period of care to
the day of the match. Only children count who on that day had been looked after
for a year or more. A child matched twice counts twice. Where the start of care
lies before the records that we hold, the match is left out and shown as not
known; matches of children who were not looked after on the day are left out.
"""
source = "Long-term matches of the council's fostering or permanence panel; no national figure exists"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["episodes", "permanence_matches"]
case = "child"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = [
    "service", "age_band", "sex", "ethnic_group", "legal_status", "locality",
]

[settings]
months_in_care = { default = 12, type = "integer", says = "Months of unbroken care from which a match counts; 0 for all matches" }
*/
select
    matched_on as counted_on,
    authority,
    match_id as case_id,
    child_id,
    provider_id,
    case when is_care_start_known then matched_on - care_started_on end
        as numerator,
    1 as denominator,
    breakdowns,
from model.long_term_matches
where
    care_started_on is not null
    and (
        not is_care_start_known
        or care_started_on <= months_before(
            matched_on, getvariable('days_to_match.months_in_care')
        )
    )
