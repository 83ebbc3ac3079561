/*
says = "beds of a block contract are allocated to nobody, or more are allocated than are bought"
remedy = "put every bed into the allocations of the contract, or name in LEAD_AUTHORITY of the contract the authority whose the rest is: until then they are in nobody's figures"
severity = "warn"
needs = ["block_beds", "contracts"]
*/
with

blocks as (
    select
        block_id,
        bool_or(is_rest_own) as has_owner_of_rest,
    from model.block_terms
    group by block_id
),

partners as (
    select
        block_terms.*,
        allocations.beds as beds_allocated,
    from model.block_terms
    left join staging.block_allocations as allocations
        on block_terms.authority = allocations.authority
        and block_terms.contract_id = allocations.contract_id
        and coalesce(allocations.valid_from, date '1900-01-01')
        <= block_terms.valid_from
        and coalesce(allocations.valid_to, date '9999-12-31')
        >= block_terms.valid_from
    qualify
        row_number() over (
            partition by
                block_terms.authority,
                block_terms.contract_id,
                block_terms.valid_from,
                allocations.partner_authority
            order by allocations.valid_from desc nulls last
        ) = 1
),

allocated as (
    select
        file_id,
        row_number,
        block_id,
        authority,
        beds,
        coalesce(sum(beds_allocated), 0) as beds_allocated,
    from partners
    group by file_id, row_number, block_id, authority, beds
)

select distinct
    allocated.file_id,
    allocated.row_number,
from allocated
inner join blocks
    on allocated.block_id = blocks.block_id
where
    allocated.beds_allocated > allocated.beds
    or (
        allocated.beds_allocated < allocated.beds
        and not blocks.has_owner_of_rest
    )
order by allocated.file_id, allocated.row_number
