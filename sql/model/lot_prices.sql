/*
title = "Prices within lots"
says = """
One row per provider, framework and lot under which children are placed with it
on the as-at date: the average weekly price of those placements, and the middle
half of the averages of the other providers in the lot, to ten pounds. There is no
range of fewer others than the setting says, nor where one of them has more than
so much of what is spent among them.
"""

[settings]
fewest_others = { default = 3, type = "integer", says = "Fewer other providers in a lot than this have no range" }
most_of_one = { default = 75, type = "integer", says = "Per cent of the others' weekly spending that one of them may have" }
*/
with

own as (
    select
        agreements.provider_id,
        agreements.framework_id,
        agreements.lot,
        string_agg(
            distinct coalesce(services.label, 'Not known'), ', '
            order by coalesce(services.label, 'Not known')
        ) as services,
        count(*) as placements,
        sum(agreements.weekly_price) as weekly_spend,
        divide_exact(weekly_spend, placements, 2) as price,
    from model.agreements
    left join model.services
        on agreements.service = services.service
    where
        agreements.is_placement
        and agreements.provider_id is not null
        and agreements.framework_id is not null
        and agreements.lot is not null
        and agreements.weekly_price is not null
        and agreements.valid_from <= getvariable('as_at')
        and coalesce(agreements.valid_to, date '9999-12-31')
        > getvariable('as_at')
    group by
        agreements.provider_id, agreements.framework_id, agreements.lot
),

ranges as (
    select
        own.provider_id,
        own.framework_id,
        own.lot,
        count(*) as others,
        quantile_cont(others.price, 0.25) as lower_quarter,
        quantile_cont(others.price, 0.75) as upper_quarter,
    from own
    inner join own as others
        on own.framework_id = others.framework_id
        and own.lot = others.lot
        and own.provider_id <> others.provider_id
    group by own.provider_id, own.framework_id, own.lot
    having
        count(*) >= getvariable('lot_prices.fewest_others')
        and 100 * max(others.weekly_spend)
        <= getvariable('lot_prices.most_of_one') * sum(others.weekly_spend)
)

select
    own.*,
    ranges.others,
    to_ten_pounds(ranges.lower_quarter, 'pounds') as lower_quarter,
    to_ten_pounds(ranges.upper_quarter, 'pounds') as upper_quarter,
from own
left join ranges
    on own.provider_id = ranges.provider_id
    and own.framework_id = ranges.framework_id
    and own.lot = ranges.lot
order by own.provider_id, own.framework_id, own.lot
