/*
title = "Invoice check: agreement unsigned"
says = """
Lines under an agreement that the authority or the provider has not signed by the
as-at date, so many days after it began: what the other rules leave of the line.
An authority that keeps no signatures is left out.
"""
*/
with

others as (
    select * from model.invoice_price
    union all
    select * from model.invoice_outside_nights
    union all
    select * from model.invoice_billed_twice
    union all
    select * from model.invoice_included_fees
    union all
    select * from model.invoice_contract_rate
    union all
    select * from model.invoice_missed_discounts
),

others_taken as (
    select
        authority,
        line_id,
        sum(at_stake) as taken,
    from others
    group by authority, line_id
)

select
    lines.authority,
    lines.line_id,
    lines.amount - coalesce(others_taken.taken, 0) as at_stake,
    format(
        'agreement {} is not signed by both: £{:,.2f} billed{}',
        agreements.agreement_id,
        lines.amount::double,
        case
            when others_taken.taken > 0 then format(
                ', £{:,.2f} without what is over', at_stake::double
            )
            else ''
        end
    ) as arithmetic,
from model.invoice_lines as lines
inner join model.invoice_agreements as agreements
    on lines.authority = agreements.authority
    and lines.held_to = agreements.agreement_id
    and not agreements.is_signed
    and agreements.starts_on
    + cast(getvariable('invoice_lines.days_to_sign') as integer)
    <= getvariable('as_at')
left join others_taken
    on lines.authority = others_taken.authority
    and lines.line_id = others_taken.line_id
where at_stake > 0
