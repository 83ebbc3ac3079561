/*
title = "Discounts"
says = """
One row per provider whose contracts have discount terms: what fell due on the
invoices that came in the last twelve months, what was given and what was missed,
and the same in words. A provider without such terms has no row.
"""
audience = "exempt"
scope = "provider"
needs = ["invoices", "agreements", "discount_terms"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
due = { label = "Due", unit = "pounds and pence", says = "Pounds due" }
given = { label = "Given", unit = "pounds and pence", says = "Pounds given, in the price, the bill or a line of its own" }
missed = { label = "Missed", unit = "pounds and pence", says = "Pounds due and not given" }
in_words = { label = "In words", unit = "text", says = "All three, as a sentence" }
*/
select
    provider_id,
    due,
    given,
    missed,
    case
        when due = 0
            then 'On invoices of the last twelve months no discount fell due'
            || ' by the terms of your contracts.'
        when missed = 0
            then 'On invoices of the last twelve months discounts of '
            || print_pence(due) || ' fell due, and all were given.'
        else 'On invoices of the last twelve months discounts of '
            || print_pence(due) || ' fell due; '
            || case when given = 0 then 'none' else print_pence(given) end
            || ' was given and ' || print_pence(missed) || ' missed.'
    end as in_words,
from model.provider_discounts
order by provider_id
