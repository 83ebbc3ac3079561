/*
title = "Quality visits made on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the providers with whom a child looked after was placed on the last day of
the period in a service bought from others, the percentage whose last quality
visit lay no further back than the provider's risk on that day allows: three
months where it is high, six where it is medium, twelve where it is low. A visit
is good until the same day so many months later, that day included. The first
visit is due so many months after a child was first placed with the provider, or
after the first day of the month with which the records of monitoring begin, if
that is later; providers never visited whose first visit is not yet due are left out. Also the
percentage of children placed with such providers, which alone can be told by
contract, service and locality. How the risk is scored stands in the definition
of the table of providers' risk.
"""
source = "The council's records of contract monitoring. Nottingham City Council's strategy of 2016, 6.17: performance, business viability, judgements, history and complexity of placements decide how often quality assurance visits are made; the weights and intervals are our own and the council's to set"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "monitoring"]
looks_back = "12 months"
case = "provider"
counts = "at end"
not_known = "in denominator"
statistic = "ratio"
figures = ["providers", "children"]
target = 100
breakdowns = ["sector", "provider", "service_group", "contract", "locality"]
categories = ["risk"]
*/
with

days as (
    select
        counted_on,
        authority,
        provider_id,
        upper(left(level, 1)) || substr(level, 2) as risk,
        last_visited_on,
        months_before(
            coalesce(last_visited_on, due_since), -visit_months
        ) >= counted_on as is_in_time,
    from model.provider_risk
    where children > 0
),

due as (
    select *
    from days
    where
        last_visited_on is not null
        or not is_in_time
)

select
    due.counted_on,
    due.authority,
    'providers' as figure,
    due.provider_id as case_id,
    null as child_id,
    due.provider_id,
    due.is_in_time::integer as numerator,
    1 as denominator,
    breakdowns_with(
        no_breakdowns(),
        sector := coalesce(providers.sector_label, 'Not known'),
        provider := coalesce(providers.name, due.provider_id)
    ) as breakdowns,
    due.risk,
from due
left join model.providers
    on due.authority = providers.authority
    and due.provider_id = providers.provider_id

union all by name

select
    due.counted_on,
    due.authority,
    'children' as figure,
    homes.child_id as case_id,
    homes.child_id,
    due.provider_id,
    due.is_in_time::integer as numerator,
    1 as denominator,
    homes.breakdowns,
    due.risk,
from due
inner join model.caseload_homes as homes
    on due.counted_on = homes.counted_on
    and due.authority = homes.authority
    and due.provider_id = homes.provider_id
where homes.is_bought
