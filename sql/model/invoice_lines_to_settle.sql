/*
title = "Invoice lines to settle"
says = """
One row per invoice line and reason for which it is open between the provider and
the council: it has come and is not approved, or the invoice check raises it and
no credit has taken it back. A line on an agreement with another provider is left
out, and so is what the council's own ledger has otherwise.
"""
*/
with

waiting as (
    select
        authority,
        statuses.label || ', not approved' as why,
        1 as place,
        provider_id,
        held_to as agreement_id,
        invoice_number,
        service_from,
        service_to,
        amount as billed,
        null as arithmetic,
        null as at_stake,
    from model.invoice_lines
    inner join code.invoice_status as statuses
        on invoice_lines.status = statuses.code
    where status in ('received', 'queried')
),

raised as (
    select
        authority,
        rule_label as why,
        2 as place,
        provider_id,
        agreement_id,
        invoice_number,
        service_from,
        service_to,
        billed,
        arithmetic,
        at_stake,
    from model.invoice_exceptions
    where is_for_provider and at_stake > 0
),

open_lines as (
    select * from waiting
    union all
    select * from raised
)

select
    open_lines.* exclude (provider_id),
    coalesce(open_lines.provider_id, agreements.provider_id) as provider_id,
from open_lines
left join model.invoice_agreements as agreements
    on open_lines.authority = agreements.authority
    and open_lines.agreement_id = agreements.agreement_id
where
    coalesce(open_lines.provider_id, agreements.provider_id)
    = coalesce(agreements.provider_id, open_lines.provider_id)
