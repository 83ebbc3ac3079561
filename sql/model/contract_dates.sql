/*
title = "Dates of contracts"
says = """
One row per contract that is live on the as-at date and day on which something
is to be decided about it: the review of its terms, the last day for notice (so
many months before its end), its end.
"""
*/
with

live as (
    select distinct on (contract_id)
        *,
    from model.contracts
    where
        coalesce(live_from <= getvariable('as_at'), true)
        and coalesce(live_to >= getvariable('as_at'), true)
    order by contract_id, authority
),

dates as (
    select
        contract_id,
        provider_id,
        title,
        officer,
        unnest(['Review', 'Notice', 'End']) as kind,
        unnest([
            review_on,
            months_before(live_to, notice_months),
            live_to
        ]) as due_on,
    from live
)

select * from dates
where due_on is not null
order by contract_id, due_on, kind
