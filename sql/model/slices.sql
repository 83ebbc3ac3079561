/*
title = "Slices"
says = """
The months and financial years that the rows of extracts stand in which replace
slices of time: a ledger speaks for its accounting periods, a budget and a
tracker of savings for their years.
"""
*/
with

ledger_months as (
    select distinct
        authority,
        cast(
            financial_year_opens(financial_year) + to_months(period - 1)
            as date
        ) as covers_from,
    from staging.ledger
),

years as (
    select distinct
        authority,
        'budgets' as extract,
        financial_year_opens(financial_year) as covers_from,
    from staging.budgets

    union all

    select distinct
        authority,
        'savings' as extract,
        financial_year_opens(financial_year) as covers_from,
    from staging.savings
)

select
    authority,
    'ledger' as extract,
    covers_from,
    last_day(covers_from) as covers_to,
from ledger_months

union all

select
    authority,
    extract,
    covers_from,
    last_day(cast(covers_from + to_months(11) as date)) as covers_to,
from years
