/*
title = "Agreements outstanding"
says = """
Placements bought from others without an agreement, with one that is not signed,
and with one that has ended or passed its planned end, on the as-at date.
"""
audience = "exempt"
scope = "council"
needs = ["episodes", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
kind = { label = "What", unit = "text", says = "What is outstanding" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
home = { label = "Home", unit = "text", says = "The home" }
service = { label = "Service", unit = "text", says = "What is bought" }
since = { label = "Since", unit = "date", says = "Day from which it holds" }
nights = { label = "Nights", unit = "count", says = "Nights of the placement so far" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week" }
price = { label = "So far", unit = "pounds", says = "Pounds for those nights, at that price" }
what_to_do = { label = "What to do", unit = "text", says = "What to do about it" }
*/
select
    alerts.authority,
    alerts.kind,
    alerts.officer,
    alerts.provider_id,
    alerts.provider,
    coalesce(children.source_child_id, alerts.child_id) as child_id,
    alerts.agreement_id,
    alerts.home,
    coalesce(services.label, alerts.service) as service,
    alerts.since,
    alerts.nights,
    alerts.weekly_price,
    alerts.price,
    alerts.what_to_do,
from model.alerts_of_agreements as alerts
left join model.children
    on alerts.child_id = children.child_id
left join model.services
    on alerts.service = services.service
order by
    alerts.authority,
    alerts.officer,
    alerts.kind,
    alerts.since,
    alerts.agreement_id,
    alerts.child_id
