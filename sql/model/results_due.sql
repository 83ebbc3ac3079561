/*
title = "Payments by results"
says = """
One row per financial year, or year so far, and term of a contract that pays for
a result: the payment that the year can bring, the result from the first day to
the last (achieved: a percentage, or a number), whether it reaches the target,
and what was paid. is_met is null where the result is none that we count, or has
no case; amounts are pounds a financial year. A bill of the provider for results
is told by its item, and counts for the term whose measure the item names, else
for the provider's first.
"""

[settings]
items = { default = "payment by result|result payment|outcome payment|incentive", type = "text", says = "What the item of an invoice line says where it bills a result: a regular expression, in small letters" }
*/
with

terms as (
    select
        terms.authority,
        terms.contract_id,
        terms.result_measure,
        terms.target,
        terms.amount,
        contracts.title as contract,
        contracts.provider_id,
        contracts.live_from,
        contracts.live_to,
        row_number() over (
            partition by terms.authority, contracts.provider_id
            order by terms.contract_id, terms.result_measure
        ) as place,
    from staging.results_terms as terms
    inner join model.contracts
        on terms.authority = contracts.authority
        and terms.contract_id = contracts.contract_id
),

bills as (
    select
        authority,
        provider_id,
        received_on,
        amount,
        file_id,
        row_number,
        lower(replace(item, ' ', '_')) as item,
    from staging.invoices
    where
        status = 'paid'
        and received_on <= getvariable('as_at')
        and regexp_matches(lower(item), getvariable('results_due.items'))
),

paid as (
    select
        terms.authority,
        terms.contract_id,
        terms.result_measure,
        bills.received_on as counted_on,
        bills.amount,
    from bills
    inner join terms
        on bills.authority = terms.authority
        and bills.provider_id = terms.provider_id
    qualify
        row_number() over (
            partition by bills.file_id, bills.row_number
            order by
                contains(bills.item, terms.result_measure) desc, terms.place
        ) = 1
),

cases as (
    select *, null::decimal(18, 2) as amount, from model.contract_results
    union all by name
    select * from paid
),

summed as (
    select
        periods.period_id,
        terms.* exclude (live_from, live_to, place),
        sum(cases.numerator) as good,
        count(cases.denominator) as cases,
        coalesce(sum(cases.amount), 0) as paid,
    from terms
    inner join model.periods
        on periods.period_kind in ('year', 'year_to_date')
        and coalesce(terms.live_from <= periods.period_end, true)
        and coalesce(terms.live_to >= periods.period_start, true)
    left join cases
        on terms.authority = cases.authority
        and terms.contract_id = cases.contract_id
        and terms.result_measure = cases.result_measure
        and cases.counted_on
        between periods.period_start and periods.period_end
    group by all
)

select
    * exclude (good, cases),
    case when cases > 0 then divide_exact(100 * good, cases, 6) else good end
        as achieved,
    achieved >= target as is_met,
    case when is_met then amount when not is_met then 0 end as due,
from summed
