/*
title = "Block days"
says = """
One row per block contract, authority with a part in it, and day up to the as-at
date. beds_empty is the authority's part of the beds in which nobody lived that
night: an authority that uses a bed of another fills that bed, and the empty
beds are shared among those that have beds to spare, so that the parts add up.
beds_paid are used beds, and empty ones but where only used beds are paid for.
beds_borrowed are those of others that its children use, beds_lent its own that
the children of others use.
"""
*/
with

blocks as (
    select
        *,
        greatest(sum(beds) over block - sum(beds_used) over block, 0)
            as all_empty,
        sum(beds_spare) over block as all_spare,
        sum(beds_spare) over (block order by authority) as spare_up_to,
    from model.block_parts
    window block as (partition by block_id, counted_on)
),

emptied as (
    select
        * exclude (all_empty, all_spare, spare_up_to),
        case
            when all_spare = 0 then 0
            else divide_exact(spare_up_to * all_empty, all_spare, 6)
                - divide_exact(
                    (spare_up_to - beds_spare) * all_empty, all_spare, 6
                )
        end as beds_empty,
    from blocks
)

select
    * exclude (beds_spare),
    greatest(beds_used - beds, 0) as beds_borrowed,
    beds_spare - beds_empty as beds_lent,
    beds_used + case when is_paid_when_used then 0 else beds_empty end
        as beds_paid,
from emptied
where beds > 0 or beds_used > 0
