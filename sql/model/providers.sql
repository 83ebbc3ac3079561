/*
title = "Providers"
says = """
One row per provider and authority that uses the register. A provider without an
owner group is its own group.
"""
*/
with

registers as (
    select * from staging.providers
)

select
    registers.authority,
    registers.provider_id,
    registers.name,
    registers.sector,
    sectors.label as sector_label,
    coalesce(registers.group_name, registers.name) as owner_group,
    registers.company_number,
    registers.status,
    registers.supplier_ids,
    registers.file_id,
    registers.row_number,
from registers
left join code.sectors as sectors
    on registers.sector = sectors.code
order by registers.authority, registers.provider_id
