/*
title = "What is agreed, in words"
says = """
One row per invoice line that is over, with what is agreed for its nights in
words: so many nights at so much a week, and so many at another price.
"""
*/
with

lines as (
    select
        authority,
        line_id,
    from model.invoice_lines
    where over_outside > 0 or over_before > 0 or over_price > 0 or over_rate > 0
),

by_price as (
    select
        pieces.authority,
        pieces.line_id,
        pieces.agreed_nights // pieces.nights as weekly,
        pieces.day_count,
        bool_or(pieces.is_less_parts) as is_less_parts,
        min(pieces.from_night) as from_night,
        sum(pieces.nights) as nights,
    from lines
    inner join model.invoice_priced_pieces as pieces
        on lines.authority = pieces.authority
        and lines.line_id = pieces.line_id
    group by
        pieces.authority, pieces.line_id, weekly, pieces.day_count
),

worded as (
    select
        *,
        nights || case when nights = 1 then ' night' else ' nights' end
            as nights_words,
        case day_count
            when 'weeks begun' then ', by weeks begun'
            when 'calendar months' then ', by calendar months'
            when 'days of the year' then ', by the days of the year'
            else ''
        end
        || case
            when is_less_parts then ', without what is billed apart'
            else ''
        end as manner,
    from by_price
)

select
    authority,
    line_id,
    count(distinct weekly) = 1 as is_one_price,
    min(weekly) as weekly,
    bool_and(
        day_count in ('nights', 'first and last day') and not is_less_parts
    ) as is_plain,
    string_agg(
        nights_words
        || coalesce(
            format(' at £{:,.2f} a week', weekly * 0.01::double),
            ' without an agreed price'
        )
        || manner,
        ' and '
        order by from_night
    ) as agreed,
from worded
group by authority, line_id
