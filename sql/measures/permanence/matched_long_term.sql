/*
title = "Fostered children matched for the long term"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children in foster care on the last day of the period who had been looked
after for a year or more, the percentage matched with their carers for the long
term. A match counts that was made by the day, was not given up by it, and was
made while the child lived with the carers of that day or at most 91 days before
the child came to them; one with earlier carers does not. A year is twelve whole
months of unbroken care: who came into care on 31 March counts from 31 March of
the next year. Children who may have been looked after for so long, but whose
coming into care lies before the records that we hold, are left out and shown as
not known. Children placed for adoption or at a temporary place are not fostered.
"""
source = "Long-term matches of the council's fostering or permanence panel; no national figure exists. Which match belongs to which carers is our reading"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["episodes", "permanence_matches"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = [
    "service", "age_band", "sex", "ethnic_group", "legal_status", "locality",
]

[settings]
months_in_care = { default = 12, type = "integer", says = "Months of unbroken care from which a fostered child counts" }
days_before_moving = { default = 91, type = "integer", says = "Days before the child came to the carers in which a match with them may have been made" }
*/
with

fostered as (
    select
        caseload.*,
        caseload.care_started_on <= months_before(
            caseload.counted_on,
            getvariable('matched_long_term.months_in_care')
        ) as is_long_in_care,
    from model.caseload
    left join model.services
        on caseload.service = services.service
    left join code.episodes_place as places
        on caseload.place = places.code
    where coalesce(services.is_fostering, places.is_fostering, false)
),

matched as (
    select distinct
        fostered.counted_on,
        fostered.child_id,
    from fostered
    inner join model.long_term_matches
        on fostered.child_id = long_term_matches.child_id
        and long_term_matches.matched_on <= fostered.counted_on
        and coalesce(long_term_matches.ended_on, date '9999-12-31')
        > fostered.counted_on
        and long_term_matches.matched_on
        >= fostered.carer_started_on
        - getvariable('matched_long_term.days_before_moving')
)

select
    fostered.counted_on,
    fostered.authority,
    fostered.child_id as case_id,
    fostered.child_id,
    fostered.provider_id,
    case
        when fostered.is_long_in_care
            then (matched.child_id is not null)::integer
    end as numerator,
    1 as denominator,
    fostered.breakdowns,
from fostered
left join matched
    on fostered.counted_on = matched.counted_on
    and fostered.child_id = matched.child_id
where
    fostered.is_long_in_care
    or not fostered.is_care_start_known
