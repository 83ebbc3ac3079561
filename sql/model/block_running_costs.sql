/*
title = "Running costs of block contracts"
says = """
Each authority's part of the running costs of a block contract, in pounds: for
each stretch of time, counted on its last day, and each period of cost. A cost
is spread over the days of its financial year or month, and each day's part is
shared by the beds of the day. Set-up costs are not shared. A cost whose period
cannot be read, and days without beds, have no row.
"""
*/
with

shared as (
    select
        block_days.authority,
        block_days.contract_id,
        block_days.contract,
        block_days.contract_beds,
        block_days.valid_from,
        costs.period,
        costs.amount,
        costs.days,
        stretches.stretch_end as counted_on,
        cast(sum(block_days.beds) as decimal(38, 0)) as bed_nights,
    from model.block_costs as costs
    inner join model.block_days
        on costs.authority = block_days.authority
        and costs.contract_id = block_days.contract_id
        and block_days.counted_on >= costs.costs_from
        and block_days.counted_on < costs.costs_from + costs.days
    inner join model.stretches
        on block_days.counted_on
        between stretches.stretch_start and stretches.stretch_end
    group by all
)

select
    authority,
    contract_id,
    counted_on,
    contract_id || ' costs of ' || period || ' from ' || valid_from || ' to '
    || counted_on as case_id,
    divide_exact(amount * bed_nights, days * contract_beds, 4) as amount,
    breakdowns_with(no_breakdowns(), contract := contract) as breakdowns,
from shared
