/*
title = "Providers on frameworks with a placement"
unit = "percent"
polarity = "higher is better"
definition = """
Of the providers on each framework or purchasing system on the last day of the
period, the percentage with at least one placement that was live on that day
and made under a contract of that framework; and the percentage with one made
with them in any way, outside the framework too. The rest have none. A provider
on two frameworks counts once on each, as in the measure of providers on
frameworks.
"""
source = "The council's registers of contracts, providers and frameworks, and individual placement agreements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["contracts", "providers", "agreements"]
case = "provider"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
figures = ["under_framework", "in_any_way"]
breakdowns = ["framework", "arrangement", "sector"]
*/
with

memberships as (
    select
        counting_days.counted_on,
        memberships.*,
        unnest(['under_framework', 'in_any_way']) as figure,
        case figure when 'under_framework' then framework_id else '' end
            as placed_under,
    from model.framework_memberships as memberships
    inner join model.counting_days
        on coalesce(memberships.joined_on <= counting_days.counted_on, true)
        and coalesce(memberships.last_day >= counting_days.counted_on, true)
),

placed as (
    select distinct
        counting_days.counted_on,
        agreements.authority,
        agreements.provider_id,
        unnest([coalesce(agreements.framework_id, ''), '']) as placed_under,
    from model.agreements
    inner join model.counting_days
        on agreements.valid_from <= counting_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where agreements.is_placement
)

select
    memberships.counted_on,
    memberships.authority,
    memberships.figure,
    memberships.membership_id as case_id,
    null as child_id,
    memberships.provider_id,
    (placed.provider_id is not null)::integer as numerator,
    1 as denominator,
    memberships.breakdowns,
from memberships
left join placed
    on memberships.counted_on = placed.counted_on
    and memberships.authority = placed.authority
    and memberships.provider_id = placed.provider_id
    and memberships.placed_under = placed.placed_under
