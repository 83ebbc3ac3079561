/*
title = "Invoice check: a fee inside the contract price"
says = """
Lines for something that the price of the contract already includes.
"""
*/
select
    authority,
    line_id,
    amount as at_stake,
    format(
        '{}: £{:,.2f}; the price of the contract includes {}',
        item,
        amount::double,
        inclusion
    ) as arithmetic,
from model.invoice_lines
where part = 'included' and amount > 0
