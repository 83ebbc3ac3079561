/*
title = "What drove spending"
says = """
For each service, how spending of the financial year so far changed against its
base (the same days of the year before, unless the setting says the budget), and
what of it is volume, price and mix. The three add up to the change.
"""
audience = "exempt"
scope = "authority"
needs = ["ledger", "episodes"]
owner = "Head of finance"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
service_group = { label = "Group", unit = "text", says = "Service group" }
service = { label = "Service", unit = "text", says = "The service" }
base_nights = { label = "Nights before", unit = "nights", says = "Nights of the base" }
nights = { label = "Nights now", unit = "nights", says = "Nights of the year so far" }
base_amount = { label = "Base", unit = "pounds", says = "Pounds of the base" }
amount = { label = "Spent", unit = "pounds", says = "Pounds of the year so far" }
change = { label = "Change", unit = "pounds", says = "Spent less base" }
volume = { label = "Volume", unit = "pounds", says = "Because there were more or fewer nights of all services" }
price = { label = "Price", unit = "pounds", says = "Because a night of the service cost more or less" }
mix = { label = "Mix", unit = "pounds", says = "Because this service had a larger or smaller part of the nights" }
*/
select
    changes.authority,
    coalesce(services.service_group, 'Not known') as service_group,
    coalesce(services.label, 'Not known') as service,
    changes.base_nights,
    changes.nights,
    changes.base_amount,
    changes.amount,
    changes.change,
    changes.volume,
    changes.price,
    changes.mix,
from model.spend_changes as changes
inner join model.periods
    on changes.period_id = periods.period_id
    and periods.period_kind = 'year_to_date'
    and periods.is_current
left join model.services
    on changes.service = services.service
where changes.change is not null
order by changes.authority, services.sort nulls last, service
