/*
title = "Invoice check: above the agreed price"
says = """
Lines that bill more for agreed nights than the agreement, or the contract for
block beds, allows. Nights outside the placement and nights billed before are
other rules' and are left out.
"""
*/
select
    lines.authority,
    lines.line_id,
    lines.over_price as at_stake,
    case
        when lines.is_block_bill then format(
            '{} nights of the beds of {}, {} of them billed by agreement: '
            || '{} come to £{:,.2f}{}; billed £{:,.2f}: £{:,.2f} over',
            bills.bed_nights,
            bills.contract,
            bills.agreement_nights,
            bills.empty_nights,
            (lines.amount - lines.over_price)::double,
            case
                when bills.billed_before > 0
                    then ', less what was billed before'
                else ''
            end,
            lines.amount::double,
            lines.over_price::double
        )
        when words.is_one_price
            and words.is_plain
            and lines.nights_out = 0
            and lines.nights_before = 0
            and abs(lines.weekly_rate * lines.nights - lines.amount * 7)
            <= lines.tolerance * 7
            then format(
                '{} {} at £{:,.2f} a week, agreed £{:,.2f}: £{:,.2f} over',
                lines.nights,
                case when lines.nights = 1 then 'night' else 'nights' end,
                lines.weekly_rate::double,
                words.weekly * 0.01::double,
                lines.over_price::double
            )
        else format(
            'billed £{:,.2f}{}; agreed {}, £{:,.2f}: £{:,.2f} over',
            (
                lines.amount - lines.over_outside - lines.over_before
            )::double,
            case
                when lines.over_outside + lines.over_before > 0
                    then ' without the nights that are not due'
                else ''
            end,
            coalesce(words.agreed, 'nothing'),
            (
                lines.amount
                - lines.over_outside
                - lines.over_before
                - lines.over_price
            )::double,
            lines.over_price::double
        )
    end as arithmetic,
from model.invoice_lines as lines
left join model.invoice_words as words
    on lines.authority = words.authority
    and lines.line_id = words.line_id
left join model.block_bills as bills
    on lines.authority = bills.authority
    and lines.line_id = bills.line_id
where lines.over_price > 0
