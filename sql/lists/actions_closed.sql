/*
title = "Actions done or dropped"
says = """
Actions closed on or before the as-at date and within so many months before it,
the latest first. Actions resolved in private are left out.
"""
audience = "public"
scope = "authority"
needs = ["actions"]
owner = "Democratic services"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
action_id = { label = "No.", unit = "text", says = "Reference of the action" }
action = { label = "What was resolved", unit = "text", says = "What was to be done" }
paper = { label = "Paper or meeting", unit = "text", says = "Where it was resolved" }
resolved_on = { label = "Resolved", unit = "date", says = "Day on which it was resolved" }
owner = { label = "Owner", unit = "text", says = "Who was to do it" }
due_on = { label = "Due", unit = "date", says = "Day by which it was to be done" }
closed_on = { label = "Closed", unit = "date", says = "Day on which it was done or dropped" }
state = { label = "State", unit = "text", says = "Done on time, done late, or dropped" }

[settings]
months = { default = 12, type = "integer", says = "Months back in which closed actions are listed" }
*/
select
    authority,
    action_id,
    action,
    paper_title as paper,
    resolved_on,
    owner,
    due_on,
    closed_on,
    state,
from model.actions
where
    status <> 'open'
    and coalesce(
        closed_on > months_before(
            getvariable('as_at'), getvariable('actions_closed.months')
        ),
        true
    )
    and not coalesce(is_exempt, false)
order by authority, closed_on desc nulls last, action_id
