/*
title = "Facts about providers"
says = """
One row per provider in the register: what the council buys of it and when it is
reviewed, on the as-at date. is_used: a live contract, or a placement in the six
months before. The next review meeting is due on the day planned, or so many
months after the last, whichever is earlier; without either, it is due now.
"""

[settings]
months_between = { default = 6, type = "integer", says = "Months from one review meeting to the next" }
*/
with

providers as (
    select
        provider_id,
        any_value(name) as name,
        any_value(sector) as sector,
        any_value(sector_label) as sector_label,
        any_value(status) as status,
    from model.providers
    group by provider_id
),

placed as (
    select
        provider_id,
        count(*) filter (where ended_on is null) as placements,
        bool_or(
            coalesce(ended_on > getvariable('as_at') - interval 6 month, true)
        ) as is_recent,
    from model.placements
    where provider_id is not null
    group by provider_id
),

contracts as (
    select
        provider_id,
        true as is_live,
        string_agg(distinct officer, ', ' order by officer) as officer,
    from model.contracts
    where
        coalesce(live_from <= getvariable('as_at'), true)
        and coalesce(live_to >= getvariable('as_at'), true)
    group by provider_id
),

reviews as (
    select
        provider_id,
        max(held_on) as last_review_on,
        min(held_by) filter (where held_on is null) as planned_on,
        least(
            planned_on,
            months_before(
                last_review_on, -getvariable('provider_facts.months_between')
            )
        ) as review_by,
    from model.provider_events
    where kind = 'review meeting'
    group by provider_id
),

paid as (
    select
        provider_id,
        sum(amount) as spent,
    from model.spending
    where
        kind = 'cost'
        and posted_on <= getvariable('as_at')
        and posted_on > getvariable('as_at') - interval 1 year
    group by provider_id
)

select
    providers.*,
    statuses.label as status_label,
    coalesce(placed.placements, 0) as placements,
    coalesce(placed.is_recent, false)
    or coalesce(contracts.is_live, false) as is_used,
    contracts.officer,
    reviews.last_review_on,
    case
        when placed.placements > 0 or reviews.review_by is null
            then coalesce(reviews.review_by, getvariable('as_at'))
        when reviews.review_by >= getvariable('as_at') then reviews.review_by
        when reviews.planned_on >= getvariable('as_at')
            then reviews.planned_on
    end as next_review_on,
    paid.spent,
from providers
left join placed using (provider_id)
left join contracts using (provider_id)
left join reviews using (provider_id)
left join paid using (provider_id)
left join code.provider_status as statuses
    on providers.status = statuses.code
order by providers.provider_id
