/*
title = "Invoice check: a discount due and not given"
says = """
Lines on which a discount for siblings, a long stay or volume was due and was not
given in full at the time, in pounds; what a later credit of the invoice gave is
still in it.
"""
*/
select
    authority,
    line_id,
    sum(missed + given_later) as at_stake,
    string_agg(
        format(
            '{} discount of {}% from {}, due on {} {}: £{:,.2f} due, '
            || '£{:,.2f} given: £{:,.2f} missed',
            kind_label,
            regexp_replace(percent::varchar, '\.?0+$', ''),
            regexp_replace(threshold::varchar, '\.?0+$', ''),
            nights,
            case when nights = 1 then 'night' else 'nights' end,
            due::double,
            (given - given_later)::double,
            (missed + given_later)::double
        ),
        '; '
        order by kind
    ) as arithmetic,
from model.discounts_due
where missed + given_later > 0
group by authority, line_id
