/*
title = "Discounts of invoice lines"
says = """
One row per invoice line and kind of discount that is due on some of its nights,
nights billed before apart: the nights, the percentage (the highest, where it
changes within the line), what is due in pence, and what the line itself gives:
the agreed price is the contract's rate less the discount (given_in_price), or
less was billed than the agreement allows (given_in_bill). A discount is taken
off the core price, or off the whole price where the setting says so.
"""
*/
with

parts as (
    select
        pieces.authority,
        pieces.line_id,
        pieces.piece_id,
        pieces.nights,
        pieces.rate_nights,
        pieces.core_nights,
        spans.kind,
        spans.threshold,
        spans.percent,
        spans.percent_more,
        least(pieces.to_night, spans.span_to)
        - greatest(pieces.from_night, spans.span_from) + 1 as due_nights,
        case
            when getvariable('discounts_due.whole_price')
                then pieces.agreed_nights
            else pieces.core_nights
        end
        * due_nights
        // pieces.nights
        * (pieces.nights - pieces.nights_before)
        // pieces.nights
        * cast(spans.percent_more * 100 as bigint)
        * pieces.share_of
        // (pieces.share_in * 10000) as due,
    from model.invoice_priced_pieces as pieces
    inner join model.discount_spans as spans
        on pieces.authority = spans.authority
        and pieces.contract_id = spans.contract_id
        and pieces.agreement_id
        = coalesce(spans.agreement_id, pieces.agreement_id)
        and spans.span_from <= pieces.to_night
        and spans.span_to >= pieces.from_night
    where
        pieces.part in ('whole', 'core')
        and pieces.is_placement
        and pieces.agreed is not null
        and pieces.nights_before < pieces.nights
),

by_band as (
    select
        authority,
        line_id,
        piece_id,
        kind,
        threshold,
        any_value(percent) as percent,
        any_value(percent_more) as percent_more,
        any_value(rate_nights) as rate_nights,
        any_value(core_nights) as core_nights,
        any_value(nights) as nights,
        sum(due_nights) as due_nights,
        sum(due) as due,
    from parts
    group by authority, line_id, piece_id, kind, threshold
),

by_kind as (
    select
        authority,
        line_id,
        piece_id,
        kind,
        max(threshold) as threshold,
        max(percent) as percent,
        max(due_nights) as nights,
        sum(due) as due,
        sum(percent_more) as percent_here,
        sum(sum(percent_more)) over (partition by authority, piece_id)
            as percent_of_all,
        any_value(rate_nights) as rate_nights,
        any_value(core_nights) as core_nights,
        any_value(nights) as piece_nights,
    from by_band
    group by authority, line_id, piece_id, kind
),

priced as (
    select
        *,
        coalesce(
            abs(rate_nights * (100 - percent_here) - core_nights * 100)
            <= 100 * piece_nights
            or abs(rate_nights * (100 - percent_of_all) - core_nights * 100)
            <= 100 * piece_nights,
            false
        ) as is_in_price,
    from by_kind
)

select
    authority,
    line_id,
    kind,
    max(threshold) as threshold,
    max(percent) as percent,
    cast(sum(nights) as bigint) as nights,
    cast((sum(due) + 5000) // 10000 as bigint) as due,
    cast(
        (coalesce(sum(due) filter (where is_in_price), 0) + 5000) // 10000
        as bigint
    ) as given_in_price,
from priced
group by authority, line_id, kind
