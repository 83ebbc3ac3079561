/*
title = "Placed on the day"
says = """
One row per child looked after on the as-at date in a bought service: the home
and the judgement in force, the provider and its status, the agreement, its
price, the nights of the placement so far and what they cost at that price, and
the officer: of the contract, else of the provider's contract, else of the
agreement.
"""
*/
with

placed as (
    select
        * exclude (counted_on, breakdowns),
        counted_on - placement_started_on as nights,
    from model.caseload_homes
    where
        counted_on = getvariable('as_at')
        and is_bought
)

select
    placed.*,
    cast(
        price_of_nights(placed.weekly_price, placed.nights)
        as decimal(18, 2)
    ) as price,
    providers.name as provider,
    providers.status as provider_status,
    contracts.status as contract_status,
    homes.name as home,
    homes.closed_on as closed_on,
    coalesce(contracts.officer, officers.officer, agreements.officer)
        as officer,
    agreements.signed_on,
    agreements.has_signatures,
    agreements.starts_on as agreement_starts_on,
    agreements.planned_end_on,
from placed
left join model.providers
    on placed.authority = providers.authority
    and placed.provider_id = providers.provider_id
left join model.provider_officers as officers
    on placed.authority = officers.authority
    and placed.provider_id = officers.provider_id
left join model.contracts
    on placed.authority = contracts.authority
    and placed.contract_id = contracts.contract_id
left join model.homes
    on placed.authority = homes.authority
    and placed.home_id = homes.home_id
left join model.agreement_records as agreements
    on placed.authority = agreements.authority
    and placed.agreement_id = agreements.agreement_id
