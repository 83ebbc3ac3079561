/*
title = "Emergency placements"
unit = "count"
polarity = "lower is better"
definition = """
The number of new placements during the period that were made in an emergency. A
placement is an emergency where it began before its referral came, on the same
day or the day after, or where the referral came out of office hours. Its
referral is the search of the same child whose day of placement lies nearest, at
most three days apart; a search has one placement, and a placement without a
search is not known. New placements are those of children who came into care and
of children who moved to another carer; short stays such as hospital or
holidays, adoptions by the foster carer and series of short breaks are none. The
provider stands on a framework where it had a contract of one that was live on
the day; that is not known where its contracts are not.
"""
source = "The placements team's record of searches, and placements as spells with one carer. No definition is published; Thurrock, Central Bedfordshire and Nottingham write of emergency placements, and of providers not yet approved"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "referrals"]
case = "placement"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "arrangement", "age_band", "locality"]
categories = ["reason", "provider_standing"]
crosses = ["service x arrangement"]
*/

with

contracts as (
    select * from model.contracts
    where status is distinct from 'planned'
),

registers as (
    select distinct authority from contracts
),

on_frameworks as (
    select distinct placements.placement_id,
    from model.placements
    inner join contracts
        on placements.authority = contracts.authority
        and placements.provider_id = contracts.provider_id
        and coalesce(placements.started_on >= contracts.live_from, true)
        and coalesce(placements.started_on <= contracts.live_to, true)
    where contracts.framework_id is not null
)

select
    placements.started_on as counted_on,
    placements.authority,
    placements.placement_id as case_id,
    placements.child_id,
    placements.provider_id,
    case when searches.is_emergency then 1 end as numerator,
    null as denominator,
    placements.breakdowns,
    case
        when searches.is_out_of_hours then 'Out of hours'
        when searches.is_emergency then 'Soon after the referral'
        else 'Not known'
    end as reason,
    case
        when services.is_in_house then 'The council itself'
        when not services.has_provider then 'No provider'
        when on_frameworks.placement_id is not null then 'On a framework'
        when placements.provider_id is null then 'Not known'
        when registers.authority is not null then 'On no framework'
        else 'Not known'
    end as provider_standing,
from model.placements
left join model.placement_referrals as searches
    on placements.placement_id = searches.placement_id
left join model.services
    on placements.service = services.service
left join on_frameworks
    on placements.placement_id = on_frameworks.placement_id
left join registers
    on placements.authority = registers.authority
where
    coalesce(searches.is_emergency, true)
    and placements.is_start_known
    and not placements.is_temporary
    and not placements.is_same_carer_adoption
    and not placements.is_short_break
