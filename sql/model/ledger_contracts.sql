/*
title = "Ledger lines and their contracts"
says = """
Each ledger line posted by the as-at date, with the provider that its supplier
number leads to, and the contract that was live on that day, where there is one
that is not spot. Of several, one of the line's own arrangement, then the latest
begun. counted_on is the posting date, held inside the accounting period.
"""
*/
with

ledger as (
    select
        *,
        cast(
            financial_year_opens(financial_year) + to_months(period - 1)
            as date
        ) as period_start,
        last_day(period_start) as period_end,
        least(
            greatest(coalesce(posted_on, period_end), period_start),
            period_end
        ) as counted_on,
    from staging.ledger
    where coalesce(posted_on <= getvariable('as_at'), true)
),

lines as (
    select
        ledger.*,
        suppliers.provider_id,
        coalesce(ledger.arrangement, '') as given_arrangement,
    from ledger
    left join model.suppliers
        on ledger.authority = suppliers.authority
        and ledger.supplier_id = suppliers.supplier_id
),

contracts as (
    select * from model.contracts
    where arrangement is distinct from 'spot'
),

asked as (
    select distinct authority, provider_id, given_arrangement, counted_on
    from lines
    where provider_id is not null
),

contracts_in_use as (
    select
        asked.authority,
        asked.provider_id,
        asked.given_arrangement,
        asked.counted_on,
        arg_max(
            struct_pack(
                contract_id := contracts.contract_id,
                title := contracts.title,
                framework_id := contracts.framework_id,
                arrangement := contracts.arrangement
            ),
            struct_pack(
                is_same := coalesce(
                    contracts.arrangement = asked.given_arrangement, false
                ),
                live_from := contracts.live_from,
                contract_id := contracts.contract_id
            )
        ) as contract,
    from asked
    inner join contracts
        on asked.authority = contracts.authority
        and asked.provider_id = contracts.provider_id
        and coalesce(contracts.live_from <= asked.counted_on, true)
        and coalesce(contracts.live_to >= asked.counted_on, true)
    group by
        asked.authority,
        asked.provider_id,
        asked.given_arrangement,
        asked.counted_on
)

select
    lines.* exclude (given_arrangement),
    contracts_in_use.contract,
from lines
left join contracts_in_use
    on lines.authority = contracts_in_use.authority
    and lines.provider_id = contracts_in_use.provider_id
    and lines.given_arrangement = contracts_in_use.given_arrangement
    and lines.counted_on = contracts_in_use.counted_on
