/*
title = "Contracts"
says = """
One row per contract and authority that uses the register, for contracts begun
by the as-at date. live_from and live_to bound the days on which placements can
be bought under it, both days included; live_to is empty where nothing ends it.
"""
*/
with

registers as (
    select * from staging.contracts
    where coalesce(starts_on <= getvariable('as_at'), true)
)

select
    registers.authority,
    registers.contract_id,
    registers.provider_id,
    registers.framework_id,
    coalesce(registers.title, registers.contract_id) as title,
    registers.arrangement,
    coalesce(arrangements.label, 'Not known') as arrangement_label,
    registers.status,
    registers.value,
    registers.call_off,
    registers.joined_on,
    case
        when registers.left_on <= getvariable('as_at') then registers.left_on
    end as left_on,
    registers.starts_on,
    registers.ends_on,
    greatest(registers.starts_on, registers.joined_on) as live_from,
    least(
        registers.ends_on,
        case
            when registers.left_on <= getvariable('as_at')
                then registers.left_on - 1
        end
    ) as live_to,
    registers.extensions,
    registers.notice_months,
    registers.review_on,
    registers.procurement_starts_on,
    registers.award_on,
    registers.lead_authority,
    registers.officer,
    registers.day_count,
    registers.file_id,
    registers.row_number,
from registers
left join code.arrangements as arrangements
    on registers.arrangement = arrangements.code
order by registers.authority, registers.contract_id
