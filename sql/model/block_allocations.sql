/*
title = "Allocations of block beds"
says = """
How many beds of a block contract each partner has been allocated, by each
authority that reads its register, from beds_from up to, and not on, beds_to: to
the partner's next allocation, or to the end that is given.
"""
*/
select
    authority,
    contract_id,
    partner_authority,
    beds,
    coalesce(valid_from, date '1900-01-01') as beds_from,
    coalesce(
        least(
            lead(beds_from) over (
                partition by authority, contract_id, partner_authority
                order by beds_from
            ),
            valid_to + 1
        ),
        date '9999-12-31'
    ) as beds_to,
from staging.block_allocations
