/*
title = "Services of contracts"
says = """
One row per contract that has lots or agreements: its lots in words, the
services that its lots are for, or where it has none those that agreements under
it bought, and how many different children have lived under it.
"""
*/
with

lots as (
    select
        lots.authority,
        lots.contract_id,
        string_agg(distinct lots.lot, ', ' order by lots.lot) as lots,
        list_sort(
            list(distinct services.label)
                filter (services.label is not null)
        ) as services,
    from staging.contract_lots as lots
    left join code.services as services
        on lots.service = services.code
    group by lots.authority, lots.contract_id
),

agreements as (
    select
        authority,
        contract_id,
        count(distinct child_id) as children,
        list_sort(
            list(distinct breakdowns.service)
                filter (breakdowns.service <> 'Not known')
        ) as services,
    from model.agreements
    where contract_id is not null
    group by authority, contract_id
)

select
    coalesce(lots.authority, agreements.authority) as authority,
    coalesce(lots.contract_id, agreements.contract_id) as contract_id,
    lots.lots,
    coalesce(lots.services, agreements.services) as services,
    array_to_string(coalesce(lots.services, agreements.services), ', ')
        as services_in_words,
    coalesce(agreements.children, 0) as children,
from lots
full join agreements
    on lots.authority = agreements.authority
    and lots.contract_id = agreements.contract_id
order by coalesce(lots.authority, agreements.authority), contract_id
