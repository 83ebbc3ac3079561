/*
title = "What became of the last statement's priorities"
says = """
Actions that the sufficiency statement resolved, open or closed, by their day.
Actions resolved in private are left out.
"""
audience = "public"
scope = "authority"
needs = ["actions"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
action = { label = "Priority", unit = "text", says = "What is to be done" }
owner = { label = "Owner", unit = "text", says = "Who is to do it" }
due_on = { label = "Due", unit = "date", says = "Day by which it is to be done" }
state = { label = "State", unit = "text", says = "Done on time, done late, dropped, overdue, due soon or not yet due" }

[settings]
paper = { default = "sufficiency-statement", type = "text", says = "Name under which the log holds the statement" }
*/
select
    authority,
    action,
    owner,
    due_on,
    state,
from model.actions
where
    paper = getvariable('actions_of_statement.paper')
    and not coalesce(is_exempt, false)
order by authority, due_on nulls last, action_id
