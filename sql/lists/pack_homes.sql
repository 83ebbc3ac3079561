/*
title = "Homes and inspections"
says = """
One row per home or agency of the provider that is open on the as-at date, with
its last inspection.
"""
audience = "exempt"
scope = "provider"
needs = ["homes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
home = { label = "Home or agency", unit = "text", says = "Its name" }
urn = { label = "URN", unit = "code", says = "The regulator's number" }
service = { label = "Service", unit = "text", says = "What it offers" }
places = { label = "Places", unit = "count", says = "Places it is registered for" }
residents = { label = "Our children there", unit = "count", says = "Children of ours living there" }
registered_from = { label = "Registered from", unit = "date", says = "Day from which the regulator registers it" }
inspected_on = { label = "Last inspected", unit = "date", says = "Day of the last inspection" }
judgement = { label = "Judgement", unit = "text", says = "Overall judgement of that inspection" }
*/
with

homes as (
    select distinct on (provider_id, home_id)
        *,
    from model.homes
    where
        provider_id is not null
        and closed_on is null
    order by provider_id, home_id, authority
),

inspections as (
    select
        upper(urn) as urn,
        max(inspected_on) as inspected_on,
        arg_max(judgement, inspected_on) as judgement,
    from model.inspections
    where judgement is not null
    group by upper(urn)
),

residents as (
    select
        home_id,
        count(*) as residents,
    from model.caseload
    where counted_on = getvariable('as_at')
    group by home_id
)

select
    homes.provider_id,
    homes.name as home,
    coalesce(homes.urn, 'None') as urn,
    coalesce(services.label, 'Not known') as service,
    homes.places,
    coalesce(residents.residents, 0) as residents,
    homes.registered_from,
    inspections.inspected_on,
    coalesce(inspections.judgement, 'None known') as judgement,
from homes
left join inspections
    on upper(homes.urn) = inspections.urn
left join residents
    on homes.home_id = residents.home_id
left join model.services
    on homes.service = services.service
order by homes.provider_id, homes.name, homes.home_id
