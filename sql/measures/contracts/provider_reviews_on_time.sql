/*
title = "Provider reviews held on time"
unit = "percent"
polarity = "higher is better"
definition = """
Of the providers with whom a child looked after was placed on the last day of
the period in a service bought from others, the percentage met at a review
meeting in the six months to that day. A meeting is good until the same day six
months later, that day included; from the last day of a month one arrives at the
last day of a month. The first review of a provider is due six months after a
child was first placed with it, or after the first day of the month with
which the records of monitoring begin, if that is later; time without a child of up to 183 days is
seen through. Providers that have not been met, and whose first review is not yet
due, are left out. Each provider counts once.
"""
source = "The council's records of contract monitoring. Nottingham City Council's strategy of 2016, 6.16: meetings with all providers of commissioned placements at least once every six months"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "monitoring"]
looks_back = "6 months"
case = "provider"
counts = "at end"
not_known = "in denominator"
statistic = "ratio"
target = 100
breakdowns = ["sector", "provider"]
*/
with

days as (
    select
        *,
        months_before(
            coalesce(last_reviewed_on, due_since),
            -review_months
        ) >= counted_on as is_in_time,
    from model.provider_days
    where children > 0
)

select
    days.counted_on,
    days.authority,
    days.provider_id as case_id,
    null as child_id,
    days.provider_id,
    days.is_in_time::integer as numerator,
    1 as denominator,
    breakdowns_with(
        no_breakdowns(),
        sector := coalesce(providers.sector_label, 'Not known'),
        provider := coalesce(providers.name, days.provider_id)
    ) as breakdowns,
from days
left join model.providers
    on days.authority = providers.authority
    and days.provider_id = providers.provider_id
where
    days.last_reviewed_on is not null
    or not days.is_in_time
