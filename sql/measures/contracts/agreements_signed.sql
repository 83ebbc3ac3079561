/*
title = "Placements with a signed agreement"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period in a service bought
from others, the percentage whose placement agreement both sides, the council
and the provider, had signed by that day; and the percentage for whom an
agreement had been made at all. A child for whom no agreement is live on the day
has none, signed or not. A signature on any of the agreement's terms counts for
all of them. Where the council's records of agreements hold no signature at all,
whether one is signed is not known: the child stays in the total and is shown
beside it.
"""
source = "Individual placement agreements. Nottingham City Council's strategy of 2016, 6.15, has one issued for all commissioned placements, with the signatures of the authority and the provider"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "agreements"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
figures = ["signed", "issued"]
target = 100
breakdowns = ["service", "provider", "contract", "arrangement"]
*/
with

figures as (
    select unnest(['signed', 'issued']) as figure,
),

signing_authorities as (
    select
        authority,
        bool_or(has_signatures) as has_signatures,
    from model.agreement_records
    group by authority
)

select
    caseload.counted_on,
    caseload.authority,
    figures.figure,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    case
        when figures.figure = 'issued'
            then caseload.agreement_id is not null
        when caseload.agreement_id is null then false
        when signing_authorities.has_signatures
            then coalesce(agreements.signed_on <= caseload.counted_on, false)
    end::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload_homes as caseload
cross join figures
left join signing_authorities
    on caseload.authority = signing_authorities.authority
left join model.agreement_records as agreements
    on caseload.authority = agreements.authority
    and caseload.agreement_id = agreements.agreement_id
where caseload.is_bought
