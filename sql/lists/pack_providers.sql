/*
title = "Provider review packs"
says = """
One row per provider in the register: what stands at the head of its review pack
and whether a pack is due. It is due for a provider of placements that is not
the council's own, has a live contract or had a placement in the six months to
the as-at date, and whose next review is to be held by so many days after it.
The next review is the one planned, or six months after the last, if earlier;
of a provider without a child it is never overdue, as everywhere else.
"""
audience = "exempt"
scope = "provider"
needs = ["providers"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
subject_id = { label = "Copy", unit = "text", says = "The pack's own id: the provider's reference", is_printed = false }
subject_name = { label = "Provider", unit = "text", says = "Name of the provider", is_printed = false }
is_due = { label = "Is due", unit = "text", says = "Whether a pack is due", is_printed = false }
provider_id = { label = "Our reference", unit = "text", says = "The provider, by the council's reference" }
sector = { label = "Sector", unit = "text", says = "In-house, private, voluntary or another authority" }
status = { label = "Standing with us", unit = "text", says = "Open, suspended or ended" }
placements = { label = "Placements on the day", unit = "count", says = "Placements with the provider that are live" }
last_review_on = { label = "Last review meeting", unit = "date", says = "Day of the last review meeting held" }
next_review_on = { label = "Next review meeting by", unit = "date", says = "Day by which the next is to be held" }
review_state = { label = "State of the review", unit = "text", says = "Overdue, due in how many days, or that none was ever held" }
officer = { label = "Officer", unit = "text", says = "The officer of the provider's contracts" }
spent = { label = "Paid in twelve months", unit = "pounds", says = "What the ledger shows as paid in the twelve months to the as-at date" }

[settings]
due_within_days = { default = 184, type = "integer", says = "A pack is due where the next review is to be held within so many days; half a year, so that a six-monthly job makes the packs of the half-year ahead" }
*/
select
    provider_id as subject_id,
    name as subject_name,
    is_used
    and sector is distinct from 'in-house'
    and coalesce(
        next_review_on <= getvariable('as_at')
        + getvariable('pack_providers.due_within_days')::integer,
        false
    ) as is_due,
    provider_id,
    sector_label as sector,
    status_label as status,
    placements,
    last_review_on,
    next_review_on,
    case
        when last_review_on is null
            and next_review_on <= getvariable('as_at')
            then 'None has been held'
        when next_review_on is null
            then 'None is owed while no child is placed'
        when next_review_on < getvariable('as_at')
            then 'Overdue by ' || getvariable('as_at') - next_review_on
            || case getvariable('as_at') - next_review_on
                when 1 then ' day'
                else ' days'
            end
        when next_review_on = getvariable('as_at') then 'Due today'
        else 'Due within ' || next_review_on - getvariable('as_at')
            || case next_review_on - getvariable('as_at')
                when 1 then ' day'
                else ' days'
            end
    end as review_state,
    officer,
    spent,
from model.provider_facts
order by name, provider_id
