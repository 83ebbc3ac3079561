/*
title = "Spending outside contracts"
unit = "percent"
polarity = "lower is better"
definition = """
Of all that the council spent on placements bought from others in the period,
the percentage that it spent outside its contracts: placements bought one by
one, and payments to suppliers with whom it has no contract. Spending of which
this is not known stays in the total and is shown beside it.
"""
source = "Ledger lines for bought services, matched by supplier number to the contract register"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["ledger", "providers", "contracts"]
case = "ledger line"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "sector", "provider", "arrangement",
]
*/
select
    counted_on,
    authority,
    transaction_id as case_id,
    null as child_id,
    provider_id,
    case is_on_contract
        when false then amount
        when true then 0
    end as numerator,
    amount as denominator,
    breakdowns,
from model.spending
where
    is_external
    and kind is distinct from 'income'
