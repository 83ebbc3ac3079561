/*
title = "Searches without a local offer"
unit = "count"
polarity = "lower is better"
definition = """
The number of searches for a placement that were closed during the period, with
the child placed or without any offer, and had no offer inside the authority.
Further figures: those without an offer that suited the child, and those without
any offer. Where the number of offers is not recorded, the search is not known.
Searches that became redundant are left out. The service is the one that was
looked for; age and need are those of the day on which the search came.
"""
source = "The placements team's record of searches"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "need", "asylum_seeking"]
categories = ["siblings", "solo"]
crosses = ["service x age_band"]
figures = ["without a local offer", "without a suitable offer", "without any offer"]
*/
with

closed_searches as (
    select
        *,
        unnest([
            'without a local offer', 'without a suitable offer',
            'without any offer'
        ]) as figure,
        unnest([local_offers, suitable_offers, offers]) as offers_counted,
    from model.referrals
    where
        is_searched
        and closed_on is not null
)

select
    closed_on as counted_on,
    authority,
    authority || '/' || referral_id as case_id,
    child_id,
    null as provider_id,
    case when offers_counted is not null then 1 end as numerator,
    null as denominator,
    breakdowns,
    figure,
    case has_siblings
        when true then 'With brothers or sisters'
        when false then 'Alone'
        else 'Not known'
    end as siblings,
    case is_solo
        when true then 'Without other children'
        when false then 'With or without other children'
        else 'Not known'
    end as solo,
from closed_searches
where coalesce(offers_counted = 0, true)
