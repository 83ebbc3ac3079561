/*
title = "Stays in block beds"
says = """
One row per placement agreement under a block contract, the terms of the
contract, and stretch of time: its nights, what they cost, and what they would
have cost otherwise. A child who came from a placement of a service that the
contract's lots name, with a price, was relocated, and the price before is that
of its last terms; any other child was placed direct, and is compared with what
the market charged on the day the child came. otherwise_price is null where
neither is known.
"""

[settings]
days_between = { default = 7, type = "integer", says = "A child who came into a block bed at most so many days after the end of another placement of the same service was relocated from it" }
*/
with

stays as (
    select agreements.*
    from model.agreements
    where
        agreements.is_placement
        and (agreements.authority, agreements.contract_id) in (
            select (authority, contract_id) from model.block_terms
        )
),

former as (
    select
        stays.authority,
        stays.agreement_id,
        stays.valid_from,
        earlier.weekly_price as former_price,
    from stays
    inner join model.agreements as earlier
        on stays.child_id = earlier.child_id
        and earlier.is_placement
        and earlier.contract_id is distinct from stays.contract_id
        and earlier.valid_from < stays.starts_on
        and coalesce(earlier.valid_to, stays.starts_on)
        + getvariable('block_stays.days_between') >= stays.starts_on
    inner join staging.contract_lots as lots
        on stays.authority = lots.authority
        and stays.contract_id = lots.contract_id
        and earlier.service = lots.service
    qualify
        row_number() over (
            partition by stays.authority, stays.agreement_id, stays.valid_from
            order by earlier.valid_from desc, earlier.agreement_id
        ) = 1
),

nights as (
    select
        stays.authority,
        stays.agreement_id,
        stays.child_id,
        stays.contract_id,
        stays.starts_on,
        stays.valid_from,
        block_days.valid_from as terms_from,
        block_days.contract,
        block_days.provider_id,
        block_days.price,
        block_days.nights_in_price,
        stretches.stretch_end as counted_on,
        cast(count(*) as decimal(38, 0)) as nights,
    from stays
    inner join model.block_days
        on stays.authority = block_days.authority
        and stays.contract_id = block_days.contract_id
        and block_days.counted_on >= stays.valid_from
        and block_days.counted_on
        < coalesce(stays.valid_to, date '9999-12-31')
    inner join model.stretches
        on block_days.counted_on
        between stretches.stretch_start and stretches.stretch_end
    group by all
)

select
    nights.* exclude (contract, price, nights_in_price, starts_on),
    former.agreement_id is not null as is_relocated,
    divide_exact(nights.nights * nights.price, nights.nights_in_price, 4)
        as block_price,
    case
        when is_relocated
            then divide_exact(nights.nights * former.former_price, 7, 4)
        when comparisons.agreements > 0
            then divide_exact(
                nights.nights * comparisons.weekly_prices,
                7 * comparisons.agreements,
                4
            )
    end as otherwise_price,
    breakdowns_with(
        no_breakdowns(),
        contract := nights.contract
    ) as breakdowns,
from nights
left join former
    on nights.authority = former.authority
    and nights.agreement_id = former.agreement_id
    and nights.valid_from = former.valid_from
left join model.block_comparisons as comparisons
    on nights.authority = comparisons.authority
    and nights.contract_id = comparisons.contract_id
    and nights.starts_on = comparisons.counted_on
