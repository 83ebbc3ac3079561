/*
title = "Parts of block contracts"
says = """
One row per block contract, authority that reads its register, and day up to the
as-at date: beds are those of the authority, allocated to it, or left over and
its own; contract_beds those of all; beds_used those in which a child of the
authority lived that night; beds_spare its beds without a child of its own.
"""
*/
with

bed_days as (
    select * from model.block_bed_days
    where counted_on <= getvariable('as_at')
),

used as (
    select
        bed_days.authority,
        bed_days.contract_id,
        bed_days.counted_on,
        count(*) as beds_used,
    from bed_days
    inner join model.agreements
        on bed_days.authority = agreements.authority
        and bed_days.contract_id = agreements.contract_id
        and agreements.is_placement
        and agreements.valid_from <= bed_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > bed_days.counted_on
    group by all
)

select
    bed_days.*,
    coalesce(used.beds_used, 0) as beds_used,
    greatest(bed_days.beds - coalesce(used.beds_used, 0), 0) as beds_spare,
from bed_days
left join used
    using (authority, contract_id, counted_on)
