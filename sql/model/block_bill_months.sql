/*
title = "Months of bills for block beds"
says = """
One row per month of an invoice line that names neither agreement nor child, and
block contract of its provider: the nights of the beds bought (bed_nights; where
only used beds are paid for, of the beds used), and those of them that lines
bill by agreement (agreement_nights).
"""
*/
with

lines as (
    select
        *,
        unnest(
            range(
                cast(date_trunc('month', service_from) as date),
                service_to + 1,
                interval 1 month
            )
        )::date as month,
    from model.billed_lines
    where
        is_nightly
        and agreement_id is null
        and child_id is null
        and part_class = 'stay'
        and amount > 0
),

pieces as (
    select
        row_number() over (
            order by lines.seq, lines.authority, lines.month, terms.contract_id
        ) as piece_id,
        lines.line_id,
        lines.authority,
        lines.month,
        terms.contract_id,
        terms.contract,
        terms.beds,
        terms.price,
        terms.price_per,
        terms.yearly_price,
        terms.is_paid_when_used,
        contracts.day_count,
        greatest(lines.service_from, lines.month, terms.valid_from)
            as from_night,
        least(
            lines.service_to,
            last_day(lines.month),
            coalesce(terms.valid_to - 1, date '9999-12-31')
        ) as to_night,
        to_night - from_night + 1 as nights,
    from lines
    inner join model.block_terms as terms
        on lines.authority = terms.authority
        and lines.provider_id = terms.provider_id
        and terms.valid_from <= least(lines.service_to, last_day(lines.month))
        and coalesce(terms.valid_to, date '9999-12-31')
        > greatest(lines.service_from, lines.month)
    inner join model.contracts
        on terms.authority = contracts.authority
        and terms.contract_id = contracts.contract_id
),

used as (
    select
        pieces.piece_id,
        sum(
            least(
                pieces.to_night + 1,
                coalesce(terms.paid_to, date '9999-12-31')
            ) - greatest(pieces.from_night, terms.paid_from)
        ) as nights,
    from pieces
    inner join model.invoice_terms as terms
        on pieces.authority = terms.authority
        and pieces.contract_id = terms.contract_id
        and terms.is_placement
        and terms.paid_from <= pieces.to_night
        and coalesce(terms.paid_to, date '9999-12-31') > pieces.from_night
    where pieces.is_paid_when_used
    group by pieces.piece_id
),

billed as (
    select
        pieces.piece_id,
        sum(
            least(pieces.to_night, stays.to_night)
            - greatest(pieces.from_night, stays.from_night) + 1
        ) as nights,
    from pieces
    inner join model.invoice_priced_pieces as stays
        on pieces.authority = stays.authority
        and pieces.contract_id = stays.contract_id
        and pieces.month = stays.month
        and stays.part in ('whole', 'core')
        and stays.nights_before = 0
        and stays.from_night <= pieces.to_night
        and stays.to_night >= pieces.from_night
    group by pieces.piece_id
)

select
    pieces.*,
    case
        when pieces.is_paid_when_used then coalesce(used.nights, 0)
        else pieces.beds * pieces.nights
    end as bed_nights,
    coalesce(billed.nights, 0) as agreement_nights,
from pieces
left join used
    on pieces.piece_id = used.piece_id
left join billed
    on pieces.piece_id = billed.piece_id
