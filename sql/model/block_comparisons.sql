/*
title = "Comparisons of block contracts"
says = """
What the market charged, on a day, for what a block contract buys: the number of
agreements, and the sum of their weekly prices, so that an average need not be
rounded. They are those of the services that the contract's lots name, live on
the day, with a price and under no block contract, for children outside the
footprint, of all authorities that share the contract. Days are the last days of
periods, and those on which a child came into a bed.
"""

[settings]
only_distant = { default = true, type = "yes_no", says = "Block contracts are compared with placements outside the footprint only; no: with all placements of their services outside block contracts" }
*/
with

blocks as (
    select distinct
        block_id,
        authority,
        contract_id,
    from model.block_terms
),

days as (
    select
        blocks.*,
        counting_days.counted_on,
    from blocks
    cross join model.counting_days

    union

    select
        blocks.*,
        agreements.starts_on as counted_on,
    from blocks
    inner join model.agreements
        on blocks.authority = agreements.authority
        and blocks.contract_id = agreements.contract_id
),

services as (
    select distinct
        blocks.block_id,
        lots.service,
    from blocks
    inner join staging.contract_lots as lots
        on blocks.authority = lots.authority
        and blocks.contract_id = lots.contract_id
),

priced as (
    select
        services.block_id,
        agreements.weekly_price,
        agreements.valid_from,
        coalesce(agreements.valid_to, date '9999-12-31') as valid_to,
    from services
    inner join (
        select distinct block_id, authority from blocks
    ) as partners
        on services.block_id = partners.block_id
    inner join model.agreements
        on partners.authority = agreements.authority
        and services.service = agreements.service
    inner join model.footprints
        on agreements.authority = footprints.authority
        and agreements.agreement_id = footprints.agreement_id
        and agreements.valid_from = footprints.valid_from
    where
        agreements.is_placement
        and agreements.weekly_price > 0
        and agreements.arrangement is distinct from 'block'
        and (
            not footprints.is_in_footprint
            or not getvariable('block_comparisons.only_distant')
        )
)

select
    days.authority,
    days.contract_id,
    days.counted_on,
    count(priced.weekly_price) as agreements,
    sum(priced.weekly_price)::decimal(18, 2) as weekly_prices,
from days
left join priced
    on days.block_id = priced.block_id
    and priced.valid_from <= days.counted_on
    and priced.valid_to > days.counted_on
group by all
