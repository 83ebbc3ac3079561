/*
title = "Running costs of block contracts by period"
says = """
Each running cost of a block contract, with the day from which it counts and the
days over which it is spread: those of its financial year or month. Set-up costs
are left out; costs_from is null where the period cannot be read.
"""
*/
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
