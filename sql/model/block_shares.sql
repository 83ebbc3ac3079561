/*
title = "Partners' beds in block contracts"
says = """
One row per block contract, authority that reads its register, partner, and the
day from which the partner has so many beds. They hold up to, and not on, the
day on which the partner's next row begins, or the day after the last day given.
"""
*/
with

allocations as (
    select
        *,
        coalesce(valid_from, date '1900-01-01') as beds_from,
    from staging.block_allocations
)

select
    allocations.authority,
    allocations.contract_id,
    allocations.partner_authority,
    coalesce(authorities.name, allocations.partner_authority) as partner,
    allocations.beds,
    allocations.beds_from,
    least(
        lead(allocations.beds_from) over (
            partition by
                allocations.authority,
                allocations.contract_id,
                allocations.partner_authority
            order by allocations.beds_from
        ),
        allocations.valid_to + 1
    ) as beds_to,
    allocations.file_id,
    allocations.row_number,
from allocations
left join staging.authorities as authorities
    on allocations.authority = authorities.authority
    and allocations.partner_authority = authorities.code
where allocations.beds_from <= getvariable('as_at')
order by
    allocations.authority,
    allocations.contract_id,
    allocations.partner_authority,
    allocations.beds_from
