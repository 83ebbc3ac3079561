/*
title = "Nights that other lines bill too"
says = """
One row per piece of a line of which other lines bill some nights: for how many
nights the same part of the price was billed by lines that came earlier, and for
how much in millionths of a pound, less what was credited by the day on which this
one came; and for how
many nights support, education and other fees are billed apart from it.
"""
*/
with

pieces as (
    select
        pieces.piece_id,
        pieces.authority,
        pieces.agreement_id,
        pieces.month,
        pieces.from_night,
        pieces.to_night,
        pieces.nights,
        lines.line_id,
        lines.invoice_number,
        case
            when lines.part <> 'other' or lines.weekly_rate is not null
                then lines.part
        end as part,
        lines.part_class,
        case when lines.part = 'other' then lines.folded_item end as fee,
        lines.pence,
        lines.nights as line_nights,
        lines.counted_on,
        lines.seq,
    from model.invoice_pieces as pieces
    inner join model.billed_lines as lines
        on pieces.authority = lines.authority
        and pieces.line_id = lines.line_id
),

pairs as (
    select
        pieces.piece_id,
        pieces.nights,
        pieces.counted_on,
        others.authority,
        others.line_id as other_id,
        others.invoice_number as other_invoice,
        others.part as other_part,
        others.pence,
        others.line_nights,
        least(pieces.to_night, others.to_night)
        - greatest(pieces.from_night, others.from_night) + 1 as shared,
        pieces.part_class = others.part_class
        and pieces.fee is not distinct from others.fee
        and others.seq < pieces.seq as is_earlier,
    from pieces
    inner join pieces as others
        on pieces.authority = others.authority
        and pieces.agreement_id = others.agreement_id
        and pieces.month = others.month
        and pieces.line_id <> others.line_id
        and pieces.from_night <= others.to_night
        and pieces.to_night >= others.from_night
),

credited as (
    select
        pairs.piece_id,
        pairs.other_id,
        cast(sum(credits.credited * 100) as bigint) as credited,
    from pairs
    inner join model.invoice_credits as credits
        on pairs.authority = credits.authority
        and pairs.other_id = credits.line_id
        and credits.counted_on <= pairs.counted_on
    group by pairs.piece_id, pairs.other_id
)

select
    pairs.piece_id,
    list_distinct(
        list(pairs.other_id order by pairs.other_id)
            filter (where pairs.is_earlier)
    ) as earlier_lines,
    min(pairs.other_invoice) filter (where pairs.is_earlier)
        as earlier_invoice,
    least(
        any_value(pairs.nights),
        coalesce(sum(pairs.shared) filter (where pairs.is_earlier), 0)
    ) as nights_before,
    coalesce(
        sum(
            (pairs.pence - coalesce(credited.credited, 0))
            * 10000
            * pairs.shared
            // pairs.line_nights
        ) filter (where pairs.is_earlier),
        0
    ) as billed_before,
    coalesce(
        sum(pairs.shared) filter (where pairs.other_part = 'support'), 0
    ) as support_apart,
    coalesce(
        sum(pairs.shared) filter (where pairs.other_part = 'education'), 0
    ) as education_apart,
    coalesce(
        sum(pairs.shared) filter (where pairs.other_part = 'other'), 0
    ) as other_apart,
from pairs
left join credited
    on pairs.piece_id = credited.piece_id
    and pairs.other_id = credited.other_id
group by pairs.piece_id
