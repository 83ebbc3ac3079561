/*
title = "Emergency placements among new placements"
unit = "percent"
polarity = "lower is better"
definition = """
Of the new placements during the period, the percentage that were made in an
emergency. A placement is an emergency where it began before its referral came,
on the same day or the day after, or where the referral came out of office
hours. Its referral is the search of the same child whose day of placement lies
nearest, at most three days apart; a search has one placement, and a placement
without a search is not known. New placements are those of children who came
into care and of children who moved to another carer; short stays such as
hospital or holidays, adoptions by the foster carer and series of short breaks
are none. Those of which it is not known stay in the total.
"""
source = "The placements team's record of searches, and placements as spells with one carer. No definition is published; Thurrock, Central Bedfordshire and Nottingham write of emergency placements, and of providers not yet approved"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "referrals"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "arrangement", "age_band"]
*/
select
    placements.started_on as counted_on,
    placements.authority,
    placements.placement_id as case_id,
    placements.child_id,
    placements.provider_id,
    searches.is_emergency::integer as numerator,
    1 as denominator,
    placements.breakdowns,
from model.placements
left join model.placement_referrals as searches
    on placements.placement_id = searches.placement_id
where
    placements.is_start_known
    and not placements.is_temporary
    and not placements.is_same_carer_adoption
    and not placements.is_short_break
