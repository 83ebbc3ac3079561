/*
title = "Fees inside the price"
says = """
One row per invoice line for something that the price of its contract already
includes: its item is the inclusion's words, or begins with them, and the
agreement has no price of its own for support, education or other where the item
is that.
"""
*/
with

inclusions as (
    select
        *,
        trim(regexp_replace(lower(item), '[^a-z0-9]+', ' ', 'g')) as folded,
    from staging.price_inclusions
),

agreements as (
    select
        authority,
        agreement_id,
        contract_id,
        max(support) as support,
        max(education) as education,
        max(other) as other,
    from model.invoice_terms
    group by authority, agreement_id, contract_id
),

lines as (
    select
        invoices.authority,
        invoices.provider_id,
        invoices.invoice_number,
        invoices.line,
        invoices.agreement_id,
        items.folded,
        items.part,
    from staging.invoices
    inner join model.invoice_items as items
        on invoices.item = items.item
    where invoices.amount > 0
)

select
    lines.authority,
    concat_ws('/', lines.provider_id, lines.invoice_number, lines.line)
        as line_id,
    min(inclusions.item) as inclusion,
from lines
inner join agreements
    on lines.authority = agreements.authority
    and lines.agreement_id = agreements.agreement_id
inner join inclusions
    on agreements.authority = inclusions.authority
    and agreements.contract_id = inclusions.contract_id
    and starts_with(lines.folded || ' ', inclusions.folded || ' ')
where
    case lines.part
        when 'support' then agreements.support
        when 'education' then agreements.education
        when 'other' then agreements.other
        else 0
    end = 0
group by lines.authority, line_id
