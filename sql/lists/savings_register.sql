/*
title = "Savings register"
says = """
Every saving of the financial year against the medium-term plan: what it should
bring, what it has brought by the as-at date, and what is left.
"""
audience = "exempt"
scope = "council"
needs = ["savings"]
owner = "Head of finance"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
saving_id = { label = "Reference", unit = "text", says = "Year and reference of the saving", is_printed = false }
description = { label = "Saving", unit = "text", says = "What is done" }
kind = { label = "Kind", unit = "text", says = "How it is made" }
service = { label = "Service", unit = "text", says = "Where it is made" }
target = { label = "Plan", unit = "pounds", says = "What it should bring in the year" }
delivered = { label = "Delivered", unit = "pounds", says = "What it has brought by the as-at date" }
left_to_deliver = { label = "Left", unit = "pounds", says = "Plan less delivered; below nought where more was delivered" }
delivered_on = { label = "On", unit = "date", says = "The day from which it counts as delivered" }
state = { label = "State", unit = "text", says = "Delivered: at least the plan; partly; not yet" }
*/
select
    authority,
    saving_id,
    description,
    kind_label as kind,
    breakdowns.service as service,
    target,
    coalesce(delivered, 0) as delivered,
    coalesce(target, 0) - coalesce(delivered, 0) as left_to_deliver,
    delivered_on,
    case
        when coalesce(delivered, 0) = 0 then 'Not yet'
        when delivered >= coalesce(target, 0) then 'Delivered'
        else 'Partly'
    end as state,
from model.savings
where year_start = financial_year_start(getvariable('as_at'))
order by authority, kind, saving_id
