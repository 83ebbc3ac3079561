/*
title = "Invoice errors recovered"
says = """
What credits have given back of invoice errors, one row per exception, in the
shape of the savings tracker, in the financial year of the day on which it was
given back. A year in which the tracker itself has a delivered saving of this
kind has none: the tracker goes first, so that nothing is counted twice.
"""
*/
with

recovered as (
    select
        *,
        financial_year_start(recovered_on) as opens,
        year(opens) || '-' || right(cast(year(opens) + 1 as varchar), 2)
            as financial_year,
    from model.invoice_exceptions
    where is_recoverable and recovered > 0
),

tracked as (
    select distinct authority, financial_year from staging.savings
    where
        kind = 'invoice error recovered'
        and delivered is not null
        and coalesce(delivered_on <= getvariable('as_at'), true)
)

select
    recovered.authority,
    recovered.financial_year,
    'recovered/' || recovered.exception_id as saving_id,
    'invoice error recovered' as kind,
    recovered.rule_label || ', invoice ' || recovered.invoice_number
        as description,
    recovered.recovered as delivered,
    recovered.recovered_on as delivered_on,
from recovered
left join tracked
    on recovered.authority = tracked.authority
    and recovered.financial_year = tracked.financial_year
where tracked.authority is null
