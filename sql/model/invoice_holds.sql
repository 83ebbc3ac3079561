/*
title = "Invoice lines and what may be billed for them"
says = """
One row per invoice line that had come by the as-at date, credits, rejected lines
and authorities without a register of agreements apart, with the agreement or block contract that it is held to and what
may be billed for it (expected_pence); null where nothing says, and while some
of its nights are yet to come. nights_out are nights of no agreement. A
difference up to tolerance_pence is rounding.
"""
*/
with

known as (
    select distinct authority, agreement_id from model.invoice_terms
)

select
    lines.*,
    sums.* exclude (
        authority, line_id, agreement_id, contract_id, allowed, rated
    ),
    (sums.rated + 5000) // 10000 as rated_pence,
    coalesce(sums.agreement_id, lines.agreement_id) as held_to,
    known.agreement_id is not null as is_in_register,
    block_bills.line_id is not null as is_block_bill,
    coalesce(block_bills.contract_id, sums.contract_id) as contract_id,
    case
        when block_bills.line_id is null and lines.is_nightly
            then lines.nights - coalesce(sums.nights_in, 0)
        else 0
    end as nights_out,
    case
        when block_bills.line_id is not null
            then (block_bills.allowed + 5000) // 10000
        when not lines.is_nightly then null
        when sums.line_id is null and known.agreement_id is null then null
        when not coalesce(sums.is_agreed, false)
            and lines.part_class <> 'stay'
            and lines.weekly_rate is null then null
        else (coalesce(sums.allowed, 0) + 5000) // 10000
    end as expected_pence,
    cast(
        greatest(
            1, lines.nights * getvariable('invoice_lines.pence_a_night')
        )
        as decimal(18, 2)
    ) as tolerance_pence,
from model.billed_lines as lines
left join model.invoice_sums as sums
    on lines.authority = sums.authority
    and lines.line_id = sums.line_id
left join model.block_bills
    on lines.authority = block_bills.authority
    and lines.line_id = block_bills.line_id
left join known
    on lines.authority = known.authority
    and lines.agreement_id = known.agreement_id
where lines.is_standing and not lines.is_credit and lines.is_held
