/*
title = "Visits, audits, meetings and checks held on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the compliance visits, safeguarding audits, annual contract meetings and
finance checks that providers must have, the percentage that were in date on the
last day of the period. A provider with whom a child looked after was placed on
that day, in a service bought from others, must have each kind once in the
interval that the settings give for the kind and the service: twelve months, and
six for compliance visits and finance checks of supported accommodation. It
counts once for each kind and each service in which a child was placed with it.
Held is good until the same day so many months later, that day included. The
first is due so many months after a child was first placed with the provider, or
after the first day of the month with which the records of monitoring begin, if
that is later; where none was held and the first is not yet due, it is left out. Review
meetings, quality visits and end of placement reviews have measures of their
own.
"""
source = "The council's records of contract monitoring. Bath and North East Somerset Council's statement of 2018, section 5: compliance visits, annual contract meetings, an annual safeguarding audit; Thurrock Council's paper of 2017, 3.8: more frequent visits and finance checks of supported accommodation"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "monitoring"]
looks_back = "12 months"
case = "event due"
counts = "at end"
not_known = "in denominator"
statistic = "ratio"
target = 100
breakdowns = ["service", "provider"]
categories = ["kind"]
crosses = ["kind x service"]
*/
with

dues as (
    select
        *,
        due_on >= counted_on as is_in_time,
    from model.monitoring_dues
)

select
    dues.counted_on,
    dues.authority,
    dues.provider_id || '/' || dues.service || '/' || dues.kind as case_id,
    null as child_id,
    dues.provider_id,
    dues.is_in_time::integer as numerator,
    1 as denominator,
    breakdowns_with(
        no_breakdowns(),
        service := services.label,
        provider := coalesce(providers.name, dues.provider_id)
    ) as breakdowns,
    dues.kind_label as kind,
from dues
inner join model.services
    on dues.service = services.service
left join model.providers
    on dues.authority = providers.authority
    and dues.provider_id = providers.provider_id
where
    dues.last_held_on is not null
    or not dues.is_in_time
