/*
title = "Block days"
says = """
One row per block contract, authority with a part in it, and day up to the as-at
date. beds_empty is the authority's part of the beds in which nobody lived that
night: an authority that uses a bed of another fills that bed, and the empty
beds are shared among those that have beds to spare. beds_paid are used beds,
and empty ones but where only used beds are paid for. A price for a year is
spread over the days of the financial year: nights_in_price is how many nights
one price buys.
"""
*/
with

emptied as (
    select
        *,
        case
            when beds_spare = 0 then 0
            else divide_exact(
                beds_spare * greatest(
                    sum(beds) over block - sum(beds_used) over block, 0
                ),
                sum(beds_spare) over block,
                6
            )
        end as beds_empty,
    from model.block_parts
    window block as (partition by block_id, counted_on)
)

select
    * exclude (beds_spare),
    beds_used + case when is_paid_when_used then 0 else beds_empty end
        as beds_paid,
from emptied
where beds > 0 or beds_used > 0
