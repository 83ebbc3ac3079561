/*
title = "Routes of purchase"
says = """
How each agreement for a bought service came about: through a framework or
purchasing system; spot with a provider that was on one when the agreement
began; spot with one that was not; under another contract. Spot without a
provider, and what names a contract that is not in the register, is not known.
"""
*/
with

agreements as (
    select * from model.agreements
    where arrangement is distinct from 'in-house'
),

framework_contracts as (
    select * from model.contracts
    where arrangement in ('framework', 'dynamic purchasing system')
),

framework_spot as (
    select distinct
        agreements.authority,
        agreements.agreement_id,
        agreements.valid_from,
    from agreements
    inner join framework_contracts
        on agreements.authority = framework_contracts.authority
        and agreements.provider_id = framework_contracts.provider_id
    where
        agreements.arrangement = 'spot'
        and coalesce(framework_contracts.live_from, date '1900-01-01')
        <= agreements.starts_on
        and coalesce(framework_contracts.live_to, date '9999-12-31')
        >= agreements.starts_on
)

select
    agreements.authority,
    agreements.agreement_id,
    agreements.valid_from,
    case
        when agreements.arrangement in (
            'framework', 'dynamic purchasing system'
        )
            then 'Through a framework'
        when framework_spot.agreement_id is not null
            then 'Spot, provider on a framework'
        when agreements.arrangement = 'spot'
            and agreements.provider_id is not null
            then 'Spot, provider on none'
        when agreements.arrangement in ('block', 'service level agreement')
            then 'Other contract'
        else 'Not known'
    end as route,
from agreements
left join framework_spot
    on agreements.authority = framework_spot.authority
    and agreements.agreement_id = framework_spot.agreement_id
    and agreements.valid_from = framework_spot.valid_from
