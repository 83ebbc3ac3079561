/*
title = "Framework contracts"
says = """
One row per contract under a framework, but those only planned, with the days
on which placements can be bought under it, both included: they end with the
framework at the latest, where the framework is listed. status_from is the day
of the register that says its status: of earlier days the status is not known.
"""
*/
with

registers as (
    select
        authority,
        contract_id,
        snapshot_on as status_from,
    from staging.contracts
),

frameworks as (
    select * from model.frameworks
)

select
    contracts.authority,
    contracts.contract_id,
    contracts.framework_id,
    contracts.provider_id,
    contracts.arrangement_label,
    coalesce(contracts.live_from, frameworks.starts_on) as joined_on,
    least(contracts.live_to, frameworks.ends_on) as last_day,
    contracts.left_on is not null
    and contracts.left_on - 1 = last_day as is_left,
    coalesce(contracts.status = 'suspended', false) as is_suspended,
    registers.status_from,
from model.contracts
inner join registers
    on contracts.authority = registers.authority
    and contracts.contract_id = registers.contract_id
left join frameworks
    on contracts.authority = frameworks.authority
    and contracts.framework_id = frameworks.framework_id
where
    contracts.framework_id is not null
    and contracts.status is distinct from 'planned'
order by contracts.authority, contracts.contract_id
