/*
title = "Secrets of providers"
says = """
What is known of one provider and is not for another: its names, numbers,
agreements and contracts, its prices of the last twelve months, and the children
living with it on the as-at date. A child who lives with none is nobody's. Prices
are written with pence, rounded to the pound, and without their pence.
"""
*/
with

external as (
    select * from model.providers
    where sector is distinct from 'in-house'
),

prices as (
    select distinct
        provider_id,
        weekly_price,
    from model.agreements
    where
        weekly_price > 0
        and coalesce(
            valid_to > getvariable('as_at') - interval 1 year, true
        )
),

registers as (
    select
        provider_id,
        unnest([
            {kind: 'name of another provider', secret: name},
            {
                kind: 'group of another provider',
                secret: nullif(owner_group, name)
            },
            {kind: 'reference of another provider', secret: provider_id},
            {kind: 'company number of another provider', secret: company_number}
        ], recursive := true),
    from external

    union all

    select
        homes.provider_id,
        'URN of another provider' as kind,
        homes.urn as secret,
    from model.homes
    semi join external
        on homes.authority = external.authority
        and homes.provider_id = external.provider_id

    union all

    select
        provider_id,
        'agreement of another provider' as kind,
        agreement_id as secret,
    from model.agreements

    union all

    select
        provider_id,
        'contract of another provider' as kind,
        contract_id as secret,
    from model.contracts

    union all

    select
        placements.provider_id,
        'child who is not in its care' as kind,
        children.source_child_id as secret,
    from model.children
    left join model.placements
        on children.child_id = placements.child_id
        and placements.ended_on is null
),

own_words as (
    select provider_id, name as secret from model.homes

    union all

    select provider_id, title as secret from model.contracts
)

select distinct *, 'whole' as sought_as from registers
where secret is not null

union all

select distinct provider_id, 'own' as kind, secret, 'own' as sought_as
from own_words
where secret is not null

union all

select
    provider_id,
    'price of another provider' as kind,
    unnest(printed_amounts(weekly_price)) as secret,
    'price' as sought_as,
from prices
order by all
