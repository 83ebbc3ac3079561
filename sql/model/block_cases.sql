/*
title = "Business case of block contracts"
says = """
On each counting day, each authority's part in each block contract if all its
beds were used: their price in a year and over the term with every extension,
what as many placements would cost at the market's average, and its part of the
running costs of the register. Nothing is rounded before it is multiplied; all
is kept to the hundredth of a penny. The market is null where no agreement is to
be compared with, the term where the contract has no end.
"""
*/
with

parts as (
    select
        block_days.* replace (
            cast(block_days.beds as decimal(38, 0)) as beds
        ),
        comparisons.agreements,
        cast(comparisons.weekly_prices as decimal(38, 2))
        * getvariable('reporting.weeks_in_a_year') as yearly_prices,
    from model.block_days
    inner join model.counting_days
        on block_days.counted_on = counting_days.counted_on
    left join model.block_comparisons as comparisons
        on block_days.authority = comparisons.authority
        and block_days.contract_id = comparisons.contract_id
        and block_days.counted_on = comparisons.counted_on
    where block_days.beds > 0
)

select
    counted_on,
    authority,
    contract_id,
    contract_id || ' on ' || counted_on as case_id,
    provider_id,
    beds,
    divide_exact(beds * yearly_price, 1, 4) as price_of_year,
    divide_exact(beds * yearly_price * term_months, 12, 4) as price_of_term,
    divide_exact(beds * yearly_prices, agreements, 4) as market_of_year,
    divide_exact(beds * yearly_prices * term_months, 12 * agreements, 4)
        as market_of_term,
    divide_exact(beds * running_costs, contract_beds, 4) as running_costs,
    breakdowns_with(no_breakdowns(), contract := contract) as breakdowns,
from parts
