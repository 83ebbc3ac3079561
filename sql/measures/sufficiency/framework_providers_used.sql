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
        agreements.framework_id,
    from model.agreements
    inner join model.counting_days
        on agreements.valid_from <= counting_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where agreements.is_placement
),

placed_in_any_way as (
    select distinct
        counted_on,
        authority,
        provider_id,
    from placed
),

answers as (
    select
        memberships.*,
        'under_framework' as figure,
        placed.provider_id is not null as is_used,
    from memberships
    left join placed
        on memberships.counted_on = placed.counted_on
        and memberships.authority = placed.authority
        and memberships.provider_id = placed.provider_id
        and memberships.framework_id = placed.framework_id

    union all by name

    select
        memberships.*,
        'in_any_way' as figure,
        placed.provider_id is not null as is_used,
    from memberships
    left join placed_in_any_way as placed
        on memberships.counted_on = placed.counted_on
        and memberships.authority = placed.authority
        and memberships.provider_id = placed.provider_id
)

select
    counted_on,
    authority,
    figure,
    membership_id as case_id,
    null as child_id,
    provider_id,
    is_used::integer as numerator,
    1 as denominator,
    breakdowns,
from answers
