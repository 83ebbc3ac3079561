/*
title = "Nights that the named agreement does not cover"
says = """
Nights of lines that the agreement named on them does not cover, or that name
none, and that another agreement of the same child with the same provider covers
and no line of its own bills: one row per line and such agreement. Of several,
each has its nights up to the first of the next.
"""
*/
with

lines as (
    select * from model.billed_lines
    where is_nightly
),

spans as (
    select
        authority,
        agreement_id,
        any_value(child_id) as child_id,
        any_value(provider_id) as provider_id,
        min(paid_from) as first_night,
        max(coalesce(paid_to - 1, date '9999-12-31')) as last_night,
    from model.invoice_terms
    group by authority, agreement_id
),

lines_beside_spans as (
    select
        lines.line_id,
        lines.authority,
        lines.agreement_id,
        lines.service_from,
        lines.service_to,
        coalesce(lines.child_id, spans.child_id) as child_id,
        coalesce(lines.provider_id, spans.provider_id) as provider_id,
        coalesce(spans.first_night, date '9999-12-31') as first_night,
        coalesce(spans.last_night, date '9999-12-31') as last_night,
    from lines
    left join spans
        on lines.authority = spans.authority
        and lines.agreement_id = spans.agreement_id
    where
        spans.agreement_id is null
        or spans.first_night > lines.service_from
        or spans.last_night < lines.service_to
),

gaps as (
    select
        *,
        service_from as gap_from,
        least(service_to, first_night - 1) as gap_to,
    from lines_beside_spans
    where first_night > service_from
    union all
    select
        *,
        greatest(service_from, last_night + 1) as gap_from,
        service_to as gap_to,
    from lines_beside_spans
    where last_night < service_to
)

select
    gaps.line_id,
    gaps.authority,
    spans.agreement_id,
    greatest(gaps.gap_from, spans.first_night) as gap_from,
    least(
        gaps.gap_to,
        spans.last_night,
        lead(spans.first_night) over (
            partition by gaps.authority, gaps.line_id, gaps.gap_from
            order by spans.first_night, spans.agreement_id
        ) - 1
    ) as gap_to,
from gaps
inner join spans
    on gaps.authority = spans.authority
    and gaps.child_id = spans.child_id
    and gaps.provider_id = spans.provider_id
    and gaps.agreement_id is distinct from spans.agreement_id
    and spans.first_night <= gaps.gap_to
    and spans.last_night >= gaps.gap_from
left join lines as own
    on spans.authority = own.authority
    and spans.agreement_id = own.agreement_id
    and own.service_from <= gaps.gap_to
    and own.service_to >= gaps.gap_from
where own.line_id is null
