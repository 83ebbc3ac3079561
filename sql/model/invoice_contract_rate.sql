/*
title = "Invoice check: above the rate of the contract"
says = """
Lines billed as the agreement has it, where the agreement's core price is above
the rate of its contract for the service and lot on those nights.
"""
*/
select
    lines.authority,
    lines.line_id,
    lines.over_rate as at_stake,
    format(
        '{} agreed; the contract has {}: £{:,.2f} over',
        words.agreed,
        words.rated,
        lines.over_rate::double
    ) as arithmetic,
from model.invoice_lines as lines
inner join model.invoice_words as words
    on lines.authority = words.authority
    and lines.line_id = words.line_id
where lines.over_rate > 0
