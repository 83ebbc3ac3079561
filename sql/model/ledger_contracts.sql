/*
title = "Ledger lines and their contracts"
says = """
Each ledger line posted by the as-at date whose supplier is a provider, with
that provider; and the contract that was live on the posting date, where there
is one that is not spot. Of several, one of the line's own arrangement, then the
latest. counted_on is the posting date, held inside the accounting period.
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
        least(greatest(posted_on, period_start), period_end) as counted_on,
    from staging.ledger
    where coalesce(posted_on <= getvariable('as_at'), true)
),

contracts as (
    select * from model.contracts
    where arrangement is distinct from 'spot'
),

contracts_in_use as (
    select
        ledger.authority,
        ledger.transaction_id,
        arg_max(
            struct_pack(
                contract_id := contracts.contract_id,
                title := contracts.title,
                framework_id := contracts.framework_id,
                arrangement := contracts.arrangement
            ),
            struct_pack(
                is_same := coalesce(
                    contracts.arrangement = ledger.arrangement, false
                ),
                live_from := contracts.live_from,
                contract_id := contracts.contract_id
            )
        ) as contract,
    from ledger
    inner join model.suppliers
        on ledger.authority = suppliers.authority
        and ledger.supplier_id = suppliers.supplier_id
    inner join contracts
        on suppliers.authority = contracts.authority
        and suppliers.provider_id = contracts.provider_id
        and coalesce(contracts.live_from <= ledger.counted_on, true)
        and coalesce(contracts.live_to >= ledger.counted_on, true)
    group by ledger.authority, ledger.transaction_id
)

select
    ledger.*,
    suppliers.provider_id,
    contracts_in_use.contract,
from ledger
left join model.suppliers
    on ledger.authority = suppliers.authority
    and ledger.supplier_id = suppliers.supplier_id
left join contracts_in_use
    on ledger.authority = contracts_in_use.authority
    and ledger.transaction_id = contracts_in_use.transaction_id
