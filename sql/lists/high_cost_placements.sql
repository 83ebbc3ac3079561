/*
title = "High-cost placements"
says = """
Placements that cost the council most on the as-at date: every agreement at or
above the threshold, and in any case the dearest ones.
"""
audience = "exempt"
scope = "council"
needs = ["agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
rank = { label = "Rank", unit = "count", says = "Place in the order of weekly prices, the dearest first" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
agreement_id = { label = "Agreement", unit = "text", says = "The individual placement agreement" }
provider_id = { label = "Provider reference", unit = "text", says = "The provider, by its reference", is_printed = false }
provider = { label = "Provider", unit = "text", says = "The provider" }
service = { label = "Service", unit = "text", says = "What is bought" }
arrangement = { label = "Arrangement", unit = "text", says = "How it was bought" }
locality = { label = "Locality", unit = "text", says = "Where the placement lies" }
age_band = { label = "Age", unit = "text", says = "Age when the terms began" }
started_on = { label = "Began", unit = "date", says = "Day on which the placement began" }
planned_end_on = { label = "Planned end", unit = "date", says = "Day on which it is planned to end" }
weeks_so_far = { label = "Weeks so far", unit = "count", says = "Whole weeks up to the as-at date" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week, all parts of the price" }
annual_price = { label = "A year", unit = "pounds", says = "Pounds a year at that price, by the weeks in a year of the settings" }
health_share = { label = "Health's share", unit = "pounds a week", says = "Pounds a week that health pays" }
education_share = { label = "Education's share", unit = "pounds a week", says = "Pounds a week that education pays" }
is_above_threshold = { label = "Above threshold", unit = "text", says = "Whether the weekly price is at or above the threshold" }

[settings]
weekly_price = { default = 5000, type = "decimal", says = "Pounds a week from which a placement is listed" }
top = { default = 10, type = "integer", says = "So many of the dearest placements are listed in any case" }
*/
with

agreements as (
    select * from model.agreements
    where
        is_placement
        and valid_from <= getvariable('as_at')
        and coalesce(valid_to, date '9999-12-31') > getvariable('as_at')
        and weekly_price > 0
),

children as (
    select
        child_id,
        source_child_id,
    from model.children
),

ranked as (
    select
        *,
        weekly_price >= getvariable('high_cost_placements.weekly_price')
            as is_above_threshold,
        row_number() over (
            partition by authority
            order by weekly_price desc, agreement_id
        ) as rank,
    from agreements
)

select
    ranked.authority,
    ranked.rank,
    coalesce(children.source_child_id, ranked.child_id) as child_id,
    ranked.agreement_id,
    ranked.provider_id,
    ranked.breakdowns.provider as provider,
    ranked.breakdowns.service as service,
    ranked.breakdowns.arrangement as arrangement,
    ranked.breakdowns.locality as locality,
    ranked.breakdowns.age_band as age_band,
    ranked.starts_on as started_on,
    ranked.planned_end_on,
    whole_weeks(getvariable('as_at') - ranked.starts_on) as weeks_so_far,
    ranked.weekly_price,
    round_exact(
        ranked.weekly_price * getvariable('reporting.weeks_in_a_year'), 2
    )::decimal(18, 2) as annual_price,
    ranked.health_share,
    ranked.education_share,
    ranked.is_above_threshold,
from ranked
left join children
    on ranked.child_id = children.child_id
where
    ranked.is_above_threshold
    or ranked.rank <= getvariable('high_cost_placements.top')
order by ranked.authority, ranked.rank
