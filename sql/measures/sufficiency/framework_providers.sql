/*
title = "Providers on frameworks"
unit = "count"
polarity = "neutral"
definition = """
The number of providers on each framework or purchasing system on the last day
of the period, and how many of them were suspended. A provider on two
frameworks counts once on each. It is on the framework from the first day of its
contract, or the day it joined if later, up to the last day of its contract or
of the framework, or the day before it left; a contract that is only planned
does not count. Suspended is what the latest register says of the provider, or
of every contract that it has under the framework: of days before that register
it is not known, and there is no figure.
"""
source = "The council's registers of contracts, providers and frameworks"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["contracts", "providers"]
case = "provider"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["providers", "suspended"]
breakdowns = ["framework", "arrangement", "sector"]
crosses = ["framework x sector"]
*/
with

memberships as (
    select
        counting_days.counted_on,
        memberships.*,
        unnest(['providers', 'suspended']) as figure,
    from model.framework_memberships as memberships
    inner join model.counting_days
        on coalesce(memberships.joined_on <= counting_days.counted_on, true)
        and coalesce(memberships.last_day >= counting_days.counted_on, true)
)

select
    counted_on,
    authority,
    figure,
    membership_id as case_id,
    null as child_id,
    provider_id,
    case
        when figure = 'providers' then 1
        when counted_on >= status_from then is_suspended::integer
    end as numerator,
    null as denominator,
    breakdowns,
from memberships
