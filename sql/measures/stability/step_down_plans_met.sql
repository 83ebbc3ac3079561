/*
title = "Planned steps down that happened in time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the steps down from residential care that were planned for a day of the
period, the percentage that had happened by that day. One that happened later
was not in time. By the service that the child was to leave.
"""
source = "The council's register of planned steps down"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["step_downs"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service"]
categories = ["to_service"]

[settings]
days_late = { default = 0, type = "integer", says = "Days after the planned day that still count as in time" }
*/
select
    planned_on as counted_on,
    authority,
    plan_id as case_id,
    child_id,
    null as provider_id,
    coalesce(
        achieved_on
        <= planned_on + getvariable('step_down_plans_met.days_late'),
        false
    )::integer as numerator,
    1 as denominator,
    breakdowns,
    to_service_label as to_service,
from model.step_down_plans
where planned_on <= getvariable('as_at')
