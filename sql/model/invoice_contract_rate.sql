/*
title = "Invoice check: above the rate of the contract"
says = """
Lines billed as the agreement has it, where the agreement's core price is above
the rate of its contract for the service and lot on those nights.
"""
*/
with

nights as (
    select
        lines.authority,
        lines.line_id,
        rates.rate,
        min(pieces.from_night) as from_night,
        sum(
            least(pieces.to_night, rates.rate_to)
            - greatest(pieces.from_night, rates.rate_from) + 1
        ) as nights,
    from model.invoice_lines as lines
    inner join model.invoice_pieces as pieces
        on lines.authority = pieces.authority
        and lines.line_id = pieces.line_id
    inner join model.invoice_rates as rates
        on pieces.authority = rates.authority
        and pieces.contract_id = rates.contract_id
        and pieces.service = rates.service
        and coalesce(pieces.lot, rates.lot, '')
        = coalesce(rates.lot, pieces.lot, '')
        and rates.rate_from <= pieces.to_night
        and rates.rate_to >= pieces.from_night
    where lines.over_rate > 0
    group by lines.authority, lines.line_id, rates.rate
),

rated as (
    select
        authority,
        line_id,
        string_agg(
            nights || case when nights = 1 then ' night' else ' nights' end
            || format(' at £{:,.2f} a week', rate * 0.01::double),
            ' and '
            order by from_night, rate
        ) as words,
    from nights
    group by authority, line_id
)

select
    lines.authority,
    lines.line_id,
    lines.over_rate as at_stake,
    format(
        '{} agreed; the contract has {}: £{:,.2f} over',
        words.agreed,
        rated.words,
        lines.over_rate::double
    ) as arithmetic,
from model.invoice_lines as lines
inner join model.invoice_words as words
    on lines.authority = words.authority
    and lines.line_id = words.line_id
inner join rated
    on lines.authority = rated.authority
    and lines.line_id = rated.line_id
where lines.over_rate > 0
