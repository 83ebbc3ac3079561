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

costs as (
    select
        authority,
        contract_id,
        period,
        amount,
        text_as_financial_year(period) as financial_year,
        coalesce(
            financial_year_opens(financial_year),
            cast(date_trunc('month', text_as_date(period)) as date)
        ) as costs_from,
        cast(
            case
                when financial_year is not null
                    then financial_year_days(costs_from)
                else last_day(costs_from) - costs_from + 1
            end
            as integer
        ) as days,
    from staging.block_costs
    where kind = 'running'
),

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
    from costs
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
