/*
title = "Invoice check: nights outside the placement"
says = """
Lines for nights on which no agreement with the provider for the child was live,
notice and retainers seen through: before the placement began, or from the day on
which the child left.
"""
*/
select
    lines.authority,
    lines.line_id,
    lines.over_outside as at_stake,
    format(
        '{} {} billed, {} of them outside the placement, which {}: '
        || '£{:,.2f} billed, £{:,.2f} for the rest: £{:,.2f} over',
        lines.nights,
        case when lines.nights = 1 then 'night' else 'nights' end,
        lines.nights_out,
        case
            when lines.service_from < agreements.starts_on
                then 'began on '
                    || strftime(agreements.starts_on, '%-d %B %Y')
            when agreements.ends_on is not null
                then 'ended on ' || strftime(agreements.ends_on, '%-d %B %Y')
            else 'had not begun'
        end,
        lines.amount::double,
        (lines.amount - lines.over_outside)::double,
        lines.over_outside::double
    ) as arithmetic,
from model.invoice_lines as lines
left join model.invoice_agreements as agreements
    on lines.authority = agreements.authority
    and lines.held_to = agreements.agreement_id
where
    lines.over_outside > 0
    and (lines.is_in_register or lines.nights_in > 0)
