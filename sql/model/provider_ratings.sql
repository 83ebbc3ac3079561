/*
title = "Latest ratings of each provider"
says = """
For each provider day, the latest rating, 1 the best to 4, that a review
meeting, visit or audit gave within the months of the setting, and the latest
that a finance check gave; end of placement reviews rate a placement and are
left out. Of several on one day the worst counts.
"""

[settings]
rating_months = { default = 24, type = "integer", says = "Months for which a rating of a visit, meeting or finance check still says something" }
*/
with

rated as (
    select
        authority,
        provider_id,
        held_on,
        rating,
        kind = 'finance check' as is_finance,
    from model.monitoring
    where
        rating is not null
        and kind is distinct from 'end of placement review'
)

select
    days.counted_on,
    days.authority,
    days.provider_id,
    arg_max(
        rated.rating,
        struct_pack(held_on := rated.held_on, rating := rated.rating)
    ) filter (where not rated.is_finance) as review_rating,
    arg_max(
        rated.rating,
        struct_pack(held_on := rated.held_on, rating := rated.rating)
    ) filter (where rated.is_finance) as finance_rating,
from model.provider_days as days
inner join rated
    on days.authority = rated.authority
    and days.provider_id = rated.provider_id
    and rated.held_on <= days.counted_on
    and rated.held_on > months_before(
        days.counted_on, getvariable('provider_ratings.rating_months')
    )
group by days.counted_on, days.authority, days.provider_id
