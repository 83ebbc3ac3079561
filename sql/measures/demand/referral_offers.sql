/*
title = "Searches with an offer"
unit = "percent"
polarity = "higher is better"
definition = """
Of the searches for a placement that were closed during the period with the
child placed or without any offer, the percentage that had an offer. Further
figures: the percentage that had more than one offer, an offer inside the
authority, and an offer that suited the child; and, of all providers that these
searches asked, the percentage that replied. A search without an offer has no
local and no suitable one. Where the number of offers is not recorded, the
search is not known, and stays in the total; where not both the providers asked
and those that replied are recorded, or more replied than were asked, the search
is left out of that figure. Searches that became redundant are left out.
"""
source = "The placements team's record of searches"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["service", "service_group", "age_band", "need"]
categories = ["siblings"]
figures = ["any offer", "more than one offer", "local offer", "suitable offer", "providers that replied"]
*/
with

closed_searches as (
    select
        *,
        case has_siblings
            when true then 'With brothers or sisters'
            when false then 'Alone'
            else 'Not known'
        end as siblings,
    from model.referrals
    where
        is_searched
        and closed_on is not null
),

answers as (
    select
        closed_on,
        authority,
        referral_id,
        child_id,
        unnest([
            offers > 0, offers > 1, local_offers > 0, suitable_offers > 0
        ])::integer as numerator,
        1 as denominator,
        breakdowns,
        unnest([
            'any offer', 'more than one offer', 'local offer', 'suitable offer'
        ]) as figure,
        siblings,
    from closed_searches

    union all by name

    select
        closed_on,
        authority,
        referral_id,
        child_id,
        providers_replied as numerator,
        providers_asked as denominator,
        breakdowns,
        'providers that replied' as figure,
        siblings,
    from closed_searches
    where providers_replied between 0 and providers_asked
)

select
    * exclude (closed_on, referral_id),
    closed_on as counted_on,
    authority || '/' || referral_id as case_id,
    null as provider_id,
from answers
