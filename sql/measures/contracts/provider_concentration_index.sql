/*
title = "Concentration of spending on providers"
unit = "score"
polarity = "neutral"
definition = """
The Herfindahl index of what was spent in the period on placements bought from
others: each provider's share of it in per cent, squared, and added up; the same
of owner groups. One provider alone gives 10,000, ten of the same size 1,000. A
supplier that no provider claims is a provider of its own. Income is left out,
credits are taken off, and who received no more than was credited does not
count. Lines without a supplier are left out of the shares, and shown beside
them.
"""
source = "Ledger lines for bought services, matched by supplier number to the register of providers. Office of Fair Trading and Competition Commission, Merger Assessment Guidelines (2010), 5.3: the sum of the squares of shares; above 1,000 concentrated, above 2,000 highly so"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["ledger", "providers"]
case = "provider"
counts = "over"
statistic = "ratio"
not_known = "left out"
figures = ["providers", "owner groups"]
breakdowns = []
*/
select
    period_id,
    authority,
    basis as figure,
    coalesce(name, 'no supplier') as case_id,
    null as child_id,
    case when basis = 'providers' then name end as provider_id,
    share * 100 * amount as numerator,
    amount as denominator,
    no_breakdowns() as breakdowns,
from model.provider_shares
