/*
title = "Weekly price of emergency and planned placements"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly price of the new placements during the period, planned ones
and emergencies apart: the price of the agreement that was live on the day on
which the placement began, or of the first one after it. A placement is an
emergency where it began before its referral came, on the same day or the day
after, or where the referral came out of office hours. Its referral is the
search of the same child whose day of placement lies nearest, at most three days
apart; a search has one placement, and a placement without a search is not
known. New placements are those of children who came into care and of children
who moved to another carer; short stays such as hospital or holidays, adoptions
by the foster carer and series of short breaks are none. Placements without a
price are left out and counted.
"""
source = "The placements team's record of searches, and placements as spells with one carer. No definition is published; Thurrock, Central Bedfordshire and Nottingham write of emergency placements, and of providers not yet approved. Prices are those of the individual placement agreements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "referrals", "agreements"]
case = "placement"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = ["service", "arrangement"]
categories = ["kind"]
crosses = ["kind x service"]
*/
select
    placements.started_on as counted_on,
    placements.authority,
    placements.placement_id as case_id,
    placements.child_id,
    placements.provider_id,
    nullif(placements.weekly_price, 0) as numerator,
    1 as denominator,
    placements.breakdowns,
    case searches.is_emergency
        when true then 'Emergency'
        when false then 'Planned'
        else 'Not known'
    end as kind,
from model.placements
left join model.placement_referrals as searches
    on placements.placement_id = searches.placement_id
where
    placements.has_agreement
    and placements.is_start_known
    and not placements.is_temporary
    and not placements.is_same_carer_adoption
    and not placements.is_short_break
