/*
title = "Invoice check: nights billed twice"
says = """
Lines for nights for which earlier lines billed the same part of the price: what
is over the rest that the agreement allows. A line with a fee of its own is
billed twice where another invoice has the same fee for the same agreement, days
and amount.
"""
*/
with

nightly as (
    select
        authority,
        line_id,
        over_before as at_stake,
        format(
            '{} of {} {} billed before on invoice {}: £{:,.2f} billed, '
            || '£{:,.2f} left to bill: £{:,.2f} over',
            nights_before,
            nights,
            case when nights = 1 then 'night' else 'nights' end,
            earlier_invoice,
            (amount - over_outside)::double,
            (amount - over_outside - over_before)::double,
            over_before::double
        ) as arithmetic,
    from model.invoice_lines
    where over_before > 0
),

fees as (
    select
        *,
        first(invoice_number) over alike as first_invoice,
        row_number() over alike as place,
    from model.invoice_lines
    where
        expected is null
        and part in ('support', 'education', 'other')
        and agreement_id is not null
        and service_from is not null
        and amount > 0
    window alike as (
        partition by
            authority,
            agreement_id,
            folded_item,
            service_from,
            service_to,
            amount
        order by seq
    )
)

select * from nightly

union all

select
    authority,
    line_id,
    amount as at_stake,
    format(
        '{}: £{:,.2f} for the same days billed before on invoice {}',
        item,
        amount::double,
        first_invoice
    ) as arithmetic,
from fees
where place > 1 and invoice_number <> first_invoice
