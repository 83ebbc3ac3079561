/*
title = "Actions that are open"
says = """
Actions resolved and neither done nor dropped on the as-at date, the overdue
first. Actions resolved in private are left out.
"""
audience = "public"
scope = "authority"
needs = ["actions"]
owner = "Democratic services"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
action_id = { label = "No.", unit = "text", says = "Reference of the action" }
action = { label = "What was resolved", unit = "text", says = "What is to be done" }
paper = { label = "Paper or meeting", unit = "text", says = "Where it was resolved" }
resolved_on = { label = "Resolved", unit = "date", says = "Day on which it was resolved" }
owner = { label = "Owner", unit = "text", says = "Who is to do it" }
due_on = { label = "Due", unit = "date", says = "Day by which it is to be done" }
state = { label = "State", unit = "text", says = "Overdue, due soon or not yet due" }
*/
select
    authority,
    action_id,
    action,
    paper_title as paper,
    resolved_on,
    owner,
    due_on,
    state,
from model.actions
where
    status = 'open'
    and not coalesce(is_exempt, false)
order by authority, is_overdue desc, due_on nulls last, action_id
