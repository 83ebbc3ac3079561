/*
title = "Actions done on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the actions that papers and meetings resolved and that fell due in the
period, the percentage done on or before the day on which they were due. An
action that is open on the day of the figures was not done in time once its day
has passed; one due on that day itself and still open is left out, and so is one
without a day. Actions dropped by then are left out. Where an action is done and
the day is not recorded, it is not known, stays in the total and is shown beside
it.
"""
source = "The council's log of actions"
owner = "Democratic services"
reviewed = 2026-11-22
needs = ["actions"]
case = "action"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = []
categories = ["paper"]
*/
select
    due_on as counted_on,
    authority,
    action_id as case_id,
    null::varchar as child_id,
    null::varchar as provider_id,
    case
        when status = 'open' then 0
        else (closed_on <= due_on)::integer
    end as numerator,
    1 as denominator,
    no_breakdowns() as breakdowns,
    paper_title as paper,
from model.actions
where
    status <> 'dropped'
    and due_on <= getvariable('as_at')
    and not (status = 'open' and due_on = getvariable('as_at'))
