/*
title = "Rates of contracts"
says = """
One row per contract, lot and service, and the days from which and to which a
rate holds, both included, in pence. A rate without a last day holds until the next one.
"""
*/
select
    authority,
    contract_id,
    lot,
    service,
    cast(weekly_rate * 100 as bigint) as rate,
    coalesce(valid_from, date '1900-01-01') as rate_from,
    coalesce(
        least(
            valid_to,
            lead(valid_from) over (
                partition by authority, contract_id, lot, service
                order by valid_from nulls first
            ) - 1
        ),
        date '9999-12-31'
    ) as rate_to,
from staging.contract_rates
where coalesce(valid_from <= getvariable('as_at'), true)
