/*
title = "What drove spending"
says = """
For each service, how spending of the financial year so far changed against its
base (the same days of the year before, unless the setting says the budget), and
what of it is volume, price and mix, with a total for each authority. Costs are
before income, unless they are held against the budget. In whole pounds that add
up as they are printed: of each column the rows up to one another are right
together, the change is what is printed less what is printed of the base, and the
mix is what volume and price leave of it.
"""
audience = "exempt"
scope = "authority"
needs = ["ledger", "episodes"]
owner = "Head of finance"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority code", unit = "text", says = "Code of the authority", is_printed = false }
of = { label = "Authority", unit = "text", says = "The authority" }
counted = { label = "What is counted", unit = "text", says = "Costs before income, or spending less income, and against what" }
service_group = { label = "Group", unit = "text", says = "Service group" }
service = { label = "Service", unit = "text", says = "The service, or all of them" }
base_nights = { label = "Nights before", unit = "nights", says = "Nights of the base" }
nights = { label = "Nights now", unit = "nights", says = "Nights of the year so far" }
base_amount = { label = "Before", unit = "pounds", says = "Pounds of the base" }
amount = { label = "Now", unit = "pounds", says = "Pounds of the year so far" }
change = { label = "Change", unit = "pounds", says = "Now less before" }
volume = { label = "Volume", unit = "pounds", says = "Because there were more or fewer nights of all services" }
price = { label = "Price", unit = "pounds", says = "Because a night of the service cost more or less" }
mix = { label = "Mix", unit = "pounds", says = "Because this service had a larger or smaller part of the nights" }
*/
with

changes as (
    select
        changes.*,
        coalesce(services.service_group, 'Not known') as service_group,
        coalesce(services.label, 'Not known') as label,
        row_number() over (
            partition by changes.authority
            order by services.sort nulls last, changes.service
        ) as place,
    from model.spend_changes as changes
    inner join model.periods
        on changes.period_id = periods.period_id
        and periods.period_kind = 'year_to_date'
        and periods.is_current
    left join model.services
        on changes.service = services.service
    where changes.change is not null
),

summed as (
    select
        *,
        sum(base_amount) over so_far as base_up_to,
        sum(amount) over so_far as amount_up_to,
        sum(volume) over so_far as volume_up_to,
        sum(price) over so_far as price_up_to,
    from changes
    window so_far as (partition by authority order by place)
),

printed as (
    select
        authority,
        place,
        service_group,
        label as service,
        is_against_budget,
        base_nights,
        nights,
        round_exact(base_up_to, 0) - round_exact(base_up_to - base_amount, 0)
            as base_amount,
        round_exact(amount_up_to, 0) - round_exact(amount_up_to - amount, 0)
            as amount,
        round_exact(volume_up_to, 0) - round_exact(volume_up_to - volume, 0)
            as volume,
        round_exact(price_up_to, 0) - round_exact(price_up_to - price, 0)
            as price,
    from summed
),

with_totals as (
    select * from printed

    union all by name

    select
        authority,
        max(place) + 1 as place,
        'Total' as service,
        bool_or(is_against_budget) as is_against_budget,
        sum(base_nights) as base_nights,
        sum(nights) as nights,
        sum(base_amount) as base_amount,
        sum(amount) as amount,
        sum(volume) as volume,
        sum(price) as price,
    from printed
    group by authority
)

select
    with_totals.* exclude (is_against_budget),
    coalesce(authorities.name, with_totals.authority) as of,
    case
        when is_against_budget
            then 'spending less income, against the budget for the same days'
        else 'costs before income, against the same days of the year before'
    end as counted,
    amount - base_amount as change,
    amount - base_amount - volume - price as mix,
from with_totals
left join code.council_authorities as authorities
    on with_totals.authority = authorities.authority
order by with_totals.authority, with_totals.place
