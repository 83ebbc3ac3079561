/*
title = "Commitments to the end of the year"
says = """
Every agreement and block contract that costs something from the day after the
ledger's last to the end of the financial year, as known on the as-at date: how
many nights, at what price, and how much; what is not signed, and what is past
its planned end, is marked.
"""
audience = "exempt"
scope = "council"
needs = ["agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
agreement_id = { label = "Agreement", unit = "text", says = "The agreement; empty for the beds of a block contract" }
what = { label = "What", unit = "text", says = "Agreed terms, block beds, a package or a step of the price" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
provider = { label = "Provider", unit = "text", says = "The provider" }
service = { label = "Service", unit = "text", says = "What is bought" }
arrangement = { label = "Arrangement", unit = "text", says = "How it is bought" }
from_on = { label = "From", unit = "date", says = "First night" }
to_on = { label = "To", unit = "date", says = "The day after the last night" }
nights = { label = "Nights", unit = "nights", says = "Paid nights" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week; below nought where it is taken off" }
amount = { label = "Commitment", unit = "pounds", says = "What it costs to the end of the year" }
contributions = { label = "Health and education", unit = "pounds", says = "Their agreed shares in it" }
is_signed = { label = "Signed", unit = "text", says = "Whether both sides have signed" }
is_overdue = { label = "Past planned end", unit = "text", says = "Whether the planned end has passed with the child still there" }
*/
select
    commitments.authority,
    commitments.agreement_id,
    commitments.what,
    coalesce(children.source_child_id, commitments.child_id) as child_id,
    commitments.breakdowns.provider as provider,
    commitments.breakdowns.service as service,
    commitments.breakdowns.arrangement as arrangement,
    commitments.from_on,
    commitments.to_on,
    commitments.nights::decimal(18, 0) as nights,
    commitments.weekly_price,
    commitments.amount,
    commitments.contributions,
    commitments.is_signed,
    commitments.is_overdue,
from model.commitments
left join model.children
    on commitments.child_id = children.child_id
where commitments.known_on = getvariable('as_at')
order by
    commitments.authority,
    commitments.amount desc nulls last,
    commitments.commitment_id
