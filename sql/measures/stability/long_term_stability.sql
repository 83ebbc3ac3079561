/*
title = "Long-term stability"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children under 16 on the last day of the period who had been looked
after for two and a half years or more, the percentage who had lived with the
same carer for two years or more. A child placed for adoption counts as settled
where the adoptive placement and the one before it make up two years together.
Children who may have been looked after for so long, but whose coming into care
lies before the records that we hold, are left out and shown beside it.
"""
source = "Department for Education, Children looked after in England, data guidance 2023: period of care begun on or before 30 September and placement on or before 31 March of the relevant years; care that began as a series of short breaks is left out"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = [
    "service", "service_group", "sector", "age_band", "sex", "ethnic_group",
    "need", "legal_status", "asylum_seeking", "locality",
]

[settings]
under_age = { default = 16, type = "integer", says = "Children below this age count" }
months_in_care = { default = 30, type = "integer", says = "Months of unbroken care from which a child counts" }
months_with_carer = { default = 24, type = "integer", says = "Months with the same carer that count as stable" }
*/
with

carers as (
    select
        placements.placement_id,
        case
            when places.is_adoption then
                coalesce(
                    placements.previous_started_on, placements.carer_started_on
                )
            else placements.carer_started_on
        end as stable_since,
    from model.placements
    left join code.episodes_place as places
        on placements.place = places.code
),

long_in_care as (
    select
        caseload.*,
        caseload.care_started_on <= months_before(
            caseload.counted_on,
            getvariable('long_term_stability.months_in_care')
        ) as is_long_in_care,
    from model.caseload
    inner join model.periods_of_care
        on caseload.period_of_care_id = periods_of_care.period_of_care_id
    where
        caseload.age < getvariable('long_term_stability.under_age')
        and not periods_of_care.began_as_short_breaks
)

select
    long_in_care.counted_on,
    long_in_care.authority,
    long_in_care.child_id as case_id,
    long_in_care.child_id,
    long_in_care.provider_id,
    case
        when long_in_care.is_long_in_care then
            (
                carers.stable_since <= months_before(
                    long_in_care.counted_on,
                    getvariable('long_term_stability.months_with_carer')
                )
            )::integer
    end as numerator,
    1 as denominator,
    long_in_care.breakdowns,
from long_in_care
inner join carers
    on long_in_care.placement_id = carers.placement_id
where
    long_in_care.is_long_in_care
    or not long_in_care.is_care_start_known
