/*
title = "Placement searches as they stood"
says = """
One row per placement search up to the as-at date, with how it stood on that
day, who the child is, and how many offers had come: what the search says, else
those that are in hand one by one. An offer that came later is not yet one.
"""
*/
with

searches as (
    select
        * replace (
            authority || '/' || child_id as child_id,
            case when placed_on <= getvariable('as_at') then placed_on end
                as placed_on,
            case
                when first_offer_on <= getvariable('as_at')
                    then first_offer_on
            end as first_offer_on,
            case when returned_on <= getvariable('as_at') then returned_on end
                as returned_on
        ),
        coalesce(closed_on, placed_on) as last_day,
        coalesce(first_offer_on > getvariable('as_at'), false)
            as is_before_offers,
        bool_or(sibling_group is not null or siblings is not null)
            over (partition by authority) as has_siblings_recorded,
    from model.received_referrals
    where received_on <= getvariable('as_at')
)

select
    searches.* replace (
        coalesce(
            searches.age,
            age_on(children.born_on, searches.received_on)
        ) as age
    ),
    children.* exclude (authority, child_id),
    case
        when last_day > getvariable('as_at') then 'open'
        when outcome is not null then outcome
        when placed_on is not null then 'placed'
        when closed_on is null then 'open'
    end as settled_outcome,
    case
        when is_before_offers then 0
        else coalesce(searches.offers, counted_offers.offers)
    end as all_offers,
    case
        when all_offers = 0 then 0
        else coalesce(searches.local_offers, counted_offers.local_offers)
    end as offers_inside,
    case
        when all_offers = 0 then 0
        else coalesce(searches.suitable_offers, counted_offers.suitable_offers)
    end as offers_that_suit,
from searches
left join model.children
    on searches.child_id = children.child_id
left join model.counted_offers
    on searches.authority = counted_offers.authority
    and searches.referral_id = counted_offers.referral_id
