/*
title = "Priced pieces of invoice lines"
says = """
Each piece of an invoice line with what is agreed for its part of the price:
agreed_nights, pence a week times nights; and in millionths of a pound: agreed,
what that comes to by the day-count rule; allowed, what may still be billed, less
what earlier lines billed for the same nights. The whole price is less what is
billed apart from it. rated is the same by the rate of the contract, where the
agreed core price is above it. Where nothing says what is agreed, agreed is null
and all of it is allowed.
"""
*/
with

joined as (
    select
        pieces.*,
        lines.part,
        lines.pence * 10000 * pieces.nights // lines.nights as billed,
        lines.weekly_rate,
        coalesce(pieces.agreement_id = lines.agreement_id, false) as is_named,
        beside.earlier_lines,
        beside.earlier_invoice,
        coalesce(beside.nights_before, 0) as nights_before,
        coalesce(beside.billed_before, 0) as billed_before,
        case
            when beside.piece_id is null or lines.part <> 'whole' then 0
            else (
                pieces.support_nights
                * least(beside.support_apart, pieces.nights)
                + pieces.education_nights
                * least(beside.education_apart, pieces.nights)
                + pieces.other_nights
                * least(beside.other_apart, pieces.nights)
            ) // pieces.nights
        end as apart_nights,
    from model.invoice_pieces as pieces
    inner join model.billed_lines as lines
        on pieces.authority = lines.authority
        and pieces.line_id = lines.line_id
    left join model.invoice_overlaps as beside
        on pieces.piece_id = beside.piece_id
),

agreed as (
    select
        *,
        case
            when part = 'whole' then
                core_nights
                + support_nights
                + education_nights
                + other_nights
                - apart_nights
            when part = 'core' then core_nights
            when part = 'other' and weekly_rate is null then null
            when part = 'other' then other_nights
            when weekly_rate is null and part = 'support'
                then nullif(support_nights, 0)
            when weekly_rate is null then nullif(education_nights, 0)
            when part = 'support' then support_nights
            else education_nights
        end as agreed_nights,
        case day_count
            when 'weeks begun' then 1000000 * (
                (to_night - starts_on + 7) // 7
                - (from_night - starts_on + 6) // 7
            )
            when 'calendar months' then weeks.millionths
            when 'days of the year' then weeks.millionths
            else 1000000
        end as share_of,
        case day_count
            when 'weeks begun' then nights
            when 'calendar months' then 12 * day(last_day(month))
            when 'days of the year' then financial_year_days(month)
            else 7
        end * 100 as share_in,
    from joined
    cross join (
        select
            cast(
                getvariable('reporting.weeks_in_a_year') * 1000000 as bigint
            ) as millionths,
    ) as weeks
),

priced as (
    select
        * exclude (apart_nights, millionths),
        apart_nights > 0 as is_less_parts,
        agreed_nights * share_of // share_in as agreed,
        case
            when part in ('whole', 'core') and rate_nights < core_nights
                then (agreed_nights - core_nights + rate_nights)
                * share_of
                // share_in
        end as rated,
    from agreed
)

select
    *,
    case
        when agreed is null then billed
        when nights_before = 0 then agreed
        else agreed * (nights - nights_before) // nights
            + greatest(agreed * nights_before // nights - billed_before, 0)
    end as allowed,
from priced
