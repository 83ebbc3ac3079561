/*
title = "Invoice check: the ledger unlike the invoice"
says = """
One row per invoice of which the ledger holds something, and not what its lines
add up to: invoice and credits of it taken together, rejected lines left out. An
invoice that the ledger does not hold at all, or not yet its credits, is right.
A ledger line whose supplier is a known provider is that provider's; one whose
supplier is not, every provider's with an invoice of that number.
"""
*/
with

lines as (
    select
        authority,
        provider_id,
        coalesce(credit_of, invoice_number) as root_number,
        invoice_number,
        case when is_standing then pence else 0 end as pence,
        counted_on,
        received_on,
        service_from,
        service_to,
    from model.billed_lines
),

numbers as (
    select distinct authority, provider_id, invoice_number, root_number
    from lines
),

invoices as (
    select
        authority,
        provider_id,
        root_number,
        sum(pence) as pence,
        sum(pence) filter (where invoice_number = root_number)
            as pence_before_credits,
        min(counted_on) as counted_on,
        min(received_on) as received_on,
        min(service_from) as service_from,
        max(service_to) as service_to,
    from lines
    group by authority, provider_id, root_number
),

posted as (
    select
        ledger.authority,
        suppliers.provider_id,
        ledger.invoice_number,
        cast(ledger.amount * 100 as bigint) as pence,
    from staging.ledger
    left join model.suppliers
        on ledger.authority = suppliers.authority
        and ledger.supplier_id = suppliers.supplier_id
    where
        ledger.invoice_number is not null
        and ledger.kind is distinct from 'income'
        and coalesce(ledger.posted_on <= getvariable('as_at'), true)
),

ledgers as (
    select
        numbers.authority,
        numbers.provider_id,
        numbers.root_number,
        sum(posted.pence) as pence,
    from posted
    inner join numbers
        on posted.authority = numbers.authority
        and posted.invoice_number = numbers.invoice_number
        and coalesce(posted.provider_id, numbers.provider_id, '')
        = coalesce(numbers.provider_id, posted.provider_id, '')
    group by numbers.authority, numbers.provider_id, numbers.root_number
)

select
    invoices.authority,
    invoices.provider_id,
    invoices.root_number as invoice_number,
    invoices.counted_on,
    invoices.received_on,
    invoices.service_from,
    invoices.service_to,
    cast(invoices.pence * 0.01 as decimal(18, 2)) as billed,
    cast(ledgers.pence * 0.01 as decimal(18, 2)) as posted,
    cast(abs(ledgers.pence - invoices.pence) * 0.01 as decimal(18, 2))
        as at_stake,
    format(
        'the ledger holds £{:,.2f}, the lines of the invoice come to '
        || '£{:,.2f}: £{:,.2f} {}',
        posted::double,
        billed::double,
        at_stake::double,
        case
            when ledgers.pence > invoices.pence then 'more'
            else 'less'
        end
    ) as arithmetic,
from invoices
inner join ledgers
    on invoices.authority = ledgers.authority
    and coalesce(invoices.provider_id, '') = coalesce(ledgers.provider_id, '')
    and invoices.root_number = ledgers.root_number
where
    ledgers.pence <> invoices.pence
    and ledgers.pence is distinct from invoices.pence_before_credits
