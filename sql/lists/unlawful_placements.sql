/*
title = "Unlawful placements"
says = """
Children in a placement that is unlawful on the as-at date, and those of whom it
is not known: under 16 in supported accommodation, since 9 September 2021; in a
place that must be registered and is not, supported accommodation since 28
October 2023.
"""
audience = "exempt"
scope = "council"
needs = ["episodes", "homes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
reason = { label = "Why", unit = "text", says = "Why it is unlawful" }
is_unlawful = { label = "Unlawful", unit = "text", says = "Yes, or not known" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
age = { label = "Age", unit = "count", says = "Age on the day" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
home_id = { label = "Home reference", unit = "text", says = "The home, by its reference", is_printed = false }
home = { label = "Home", unit = "text", says = "The home" }
urn = { label = "Number", unit = "text", says = "The regulator's number of the home or agency" }
service = { label = "Service", unit = "text", says = "What is bought" }
unlawful_since = { label = "Since", unit = "date", says = "Day from which the placement is unlawful" }
nights = { label = "Nights", unit = "count", says = "Nights of the placement since then" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week" }
price = { label = "So far", unit = "pounds", says = "Pounds for those nights, at that price" }
*/
select
    placements.authority,
    placements.reason,
    case when placements.is_unlawful then 'Yes' else 'Not known' end
        as is_unlawful,
    coalesce(children.source_child_id, placements.child_id) as child_id,
    placements.age,
    placements.provider_id,
    providers.name as provider,
    officers.officer,
    placements.agreement_id,
    placements.home_id,
    homes.name as home,
    placements.urn,
    placements.breakdowns.service as service,
    placements.unlawful_since,
    placements.nights,
    placements.weekly_price,
    placements.price,
from model.unlawful_placements as placements
left join model.children
    on placements.child_id = children.child_id
left join model.providers
    on placements.authority = providers.authority
    and placements.provider_id = providers.provider_id
left join model.provider_officers as officers
    on placements.authority = officers.authority
    and placements.provider_id = officers.provider_id
left join model.homes
    on placements.authority = homes.authority
    and placements.home_id = homes.home_id
where placements.counted_on = getvariable('as_at')
order by
    placements.authority,
    placements.is_unlawful desc nulls last,
    placements.reason,
    placements.nights desc,
    placements.child_id
