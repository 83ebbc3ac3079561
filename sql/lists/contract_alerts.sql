/*
title = "Contract alerts"
says = """
What officers should see to on the as-at date, the gravest first: each alert with
its officer, what is wrong and what to do. The alerts of one officer are those
to send on.
"""
audience = "exempt"
scope = "council"
needs = ["episodes", "providers", "agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
alert_id = { label = "Alert", unit = "text", says = "The alert; the same each morning while the matter is the same", is_printed = false }
severity = { label = "How grave", unit = "text", says = "High, medium or low" }
kind = { label = "What", unit = "text", says = "Kind of alert" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
home_id = { label = "Home reference", unit = "text", says = "The home, by its reference", is_printed = false }
home = { label = "Home", unit = "text", says = "The home" }
urn = { label = "Number", unit = "text", says = "The regulator's number of the home or agency" }
service = { label = "Service", unit = "text", says = "What is bought" }
since = { label = "Since", unit = "date", says = "Day from which it holds" }
nights = { label = "Nights", unit = "count", says = "Nights of the placement so far" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week" }
price = { label = "So far", unit = "pounds", says = "Pounds for those nights, at that price" }
says = { label = "What is wrong", unit = "text", says = "What is wrong, in words" }
what_to_do = { label = "What to do", unit = "text", says = "What to do about it" }
*/
select
    alerts.authority,
    alerts.alert_id,
    alerts.severity,
    alerts.kind,
    alerts.officer,
    alerts.provider_id,
    alerts.provider,
    coalesce(children.source_child_id, alerts.child_id) as child_id,
    alerts.agreement_id,
    alerts.home_id,
    alerts.home,
    alerts.urn,
    coalesce(services.label, alerts.service) as service,
    alerts.since,
    alerts.nights,
    alerts.weekly_price,
    alerts.price,
    alerts.says,
    alerts.what_to_do,
from model.contract_alerts as alerts
left join model.children
    on alerts.child_id = children.child_id
left join model.services
    on alerts.service = services.service
order by
    alerts.authority,
    list_position(['high', 'medium', 'low'], alerts.severity),
    alerts.kind,
    alerts.since,
    alerts.alert_id
