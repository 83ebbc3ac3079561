/*
title = "Offers of each search"
says = """
How many offers of each search are in hand one by one: all, those inside the
authority, those that suit. A number is not known as long as one of its offers
could still change it.
"""
*/
select
    authority,
    referral_id,
    count(*) as offers,
    case
        when bool_or(is_local) or count(is_local) = count(*)
            then count(*) filter (where is_local)
    end as local_offers,
    case
        when bool_or(is_suitable) or count(is_suitable) = count(*)
            then count(*) filter (where is_suitable)
    end as suitable_offers,
from model.offers
group by authority, referral_id
