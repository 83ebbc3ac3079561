/*
title = "Share of the largest providers"
unit = "percent"
polarity = "neutral"
definition = """
Of what was spent in the period on placements bought from others, the percentage
spent with the five providers, and with the five owner groups, with whom most
was spent in that period; of equal ones the first by reference. A provider
without a group is a group of its own, and so is a supplier that no provider
claims. Income is left out, credits are taken off, and who received no more than
was credited does not count. Lines without a supplier stay in the total, with
nobody, and are shown beside it. Where several authorities share a run, each has
five of its own.
"""
source = "Ledger lines for bought services, matched by supplier number to the register of providers"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["ledger", "providers"]
case = "provider"
counts = "over"
statistic = "ratio"
not_known = "in denominator"
figures = ["providers", "owner groups"]
breakdowns = []

[settings]
largest = { default = 5, type = "integer", says = "So many of the largest count" }
*/
select
    period_id,
    authority,
    basis as figure,
    coalesce(name, 'no supplier') as case_id,
    null as child_id,
    case when basis = 'providers' then name end as provider_id,
    case
        when place <= getvariable('provider_concentration.largest') then amount
        when name is not null then 0
    end as numerator,
    amount as denominator,
    no_breakdowns() as breakdowns,
from model.provider_shares
