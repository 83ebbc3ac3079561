/*
title = "What invoice lines bill for"
says = """
One row per line that is billed by the night and terms that agree to some of its
nights, with those nights, both included. The agreement
that the line names goes first, then, for nights that it does not cover, another
agreement of the same child with the same provider.
"""
*/
with

terms as (
    select
        *,
        coalesce(paid_to - 1, date '9999-12-31') as paid_until,
    from model.invoice_terms
),

asked as (
    select
        line_id,
        authority,
        agreement_id,
        service_from as asked_from,
        service_to as asked_to,
    from model.billed_lines
    where is_nightly
    union all by name
    select
        line_id,
        authority,
        agreement_id,
        gap_from as asked_from,
        gap_to as asked_to,
    from model.invoice_gaps
)

select
    asked.line_id,
    greatest(asked.asked_from, terms.paid_from) as from_night,
    least(asked.asked_to, terms.paid_until) as to_night,
    terms.*,
from asked
inner join terms
    on asked.authority = terms.authority
    and asked.agreement_id = terms.agreement_id
    and terms.paid_from <= asked.asked_to
    and terms.paid_until >= asked.asked_from
