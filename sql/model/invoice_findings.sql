/*
title = "What the invoice check finds"
says = """
Every exception that the rules raise on invoice lines and invoices, in pounds,
before credits: one row per rule and line, or, of the ledger, per invoice.
"""
*/
with

found as (
    select *, 'price' as rule from model.invoice_price
    union all
    select *, 'outside' as rule from model.invoice_outside_nights
    union all
    select *, 'twice' as rule from model.invoice_billed_twice
    union all
    select *, 'included' as rule from model.invoice_included_fees
    union all
    select *, 'contract rate' as rule from model.invoice_contract_rate
    union all
    select *, 'discount' as rule from model.invoice_missed_discounts
    union all
    select *, 'no agreement' as rule from model.invoice_without_agreement
    union all
    select *, 'unsigned' as rule from model.invoice_unsigned
)

select
    found.rule,
    found.authority,
    found.line_id,
    found.at_stake,
    found.arithmetic,
    lines.invoice_number,
    lines.line,
    lines.provider_id,
    lines.child_id,
    lines.held_to,
    lines.contract_id,
    lines.service_from,
    lines.service_to,
    lines.nights,
    lines.item,
    lines.status,
    lines.amount as billed,
    lines.received_on,
    lines.counted_on,
from found
inner join model.invoice_lines as lines
    on found.authority = lines.authority
    and found.line_id = lines.line_id

union all by name

select
    'ledger' as rule,
    authority,
    concat_ws('/', provider_id, invoice_number) as line_id,
    at_stake,
    arithmetic,
    invoice_number,
    provider_id,
    service_from,
    service_to,
    billed,
    received_on,
    counted_on,
from model.invoice_ledger
