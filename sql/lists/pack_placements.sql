/*
title = "Placements"
says = """
One row per placement with the provider on the as-at date, by its agreement,
which both sides know it by. Outcomes are those of the agreement that have been
reviewed.
"""
audience = "exempt"
scope = "provider"
needs = ["agreements"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
agreement_id = { label = "Agreement", unit = "code", says = "The individual placement agreement" }
service = { label = "Service", unit = "text", says = "What is bought" }
home = { label = "Home or agency", unit = "text", says = "The home or agency" }
started_on = { label = "Began", unit = "date", says = "Day on which the placement began" }
planned_end_on = { label = "Planned end", unit = "date", says = "Day on which it is planned to end" }
weekly_price = { label = "Price a week", unit = "pounds a week", says = "Pounds a week, all parts of the price" }
weekly_support = { label = "Of it added support", unit = "pounds a week", says = "Pounds a week for added support" }
support_hours = { label = "Hours of support", unit = "count", says = "Hours of added support a week" }
signed_on = { label = "Agreement signed", unit = "text", says = "Day on which both had signed, or who has not" }
outcomes_met = { label = "Outcomes met", unit = "text", says = "Outcomes met of those reviewed" }
*/
with

live as (
    select * from model.agreements
    where
        is_placement
        and provider_id is not null
        and starts_on <= getvariable('as_at')
        and valid_from <= getvariable('as_at')
        and coalesce(valid_to, date '9999-12-31') > getvariable('as_at')
),

outcomes as (
    select
        authority,
        agreement_id,
        count(*) filter (where result = 'met') as met,
        count(*) as reviewed,
    from model.outcomes
    where result is not null
    group by authority, agreement_id
)

select
    live.provider_id,
    live.agreement_id,
    coalesce(services.label, 'Not known') as service,
    homes.name as home,
    live.starts_on as started_on,
    live.planned_end_on,
    live.weekly_price,
    nullif(live.weekly_support, 0) as weekly_support,
    nullif(live.support_hours, 0) as support_hours,
    case
        when live.signed_by_authority_on is null
            and live.signed_by_provider_on is null then 'By neither'
        when live.signed_by_provider_on is null then 'Not by you'
        when live.signed_by_authority_on is null then 'Not by us'
        else strftime(
            greatest(live.signed_by_authority_on, live.signed_by_provider_on),
            '%-d %b %Y'
        )
    end as signed_on,
    case
        when outcomes.reviewed > 0
            then outcomes.met || ' of ' || outcomes.reviewed
        else 'None reviewed'
    end as outcomes_met,
from live
left join model.services
    on live.service = services.service
left join model.homes
    on live.authority = homes.authority
    and live.home_id = homes.home_id
left join outcomes
    on live.authority = outcomes.authority
    and live.agreement_id = outcomes.agreement_id
order by live.provider_id, service, live.starts_on, live.agreement_id
