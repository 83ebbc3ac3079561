/*
title = "Fees and beds sold under block contracts"
says = """
One row per payment towards a block contract that is in no partner's share: a
fee of an authority that is no partner (fees), and what was paid for an empty bed
of another (beds_sold). authority is the one whose register has it.
"""
*/
with

contracts as (
    select distinct
        authority,
        contract_id,
        contract,
    from model.block_terms
)

select
    received.authority,
    received.contract_id,
    received.received_on as counted_on,
    'fee ' || received.file_id || '/' || received.row_number as case_id,
    case received.kind when 'bed sold' then 'beds_sold' else 'fees' end as kind,
    received.amount,
    breakdowns_with(
        no_breakdowns(),
        contract := contracts.contract
    ) as breakdowns,
from model.contributions as received
inner join contracts
    on received.authority = contracts.authority
    and received.contract_id = contracts.contract_id
where
    received.received_on is not null
    and received.kind in ('lead fee', 'bed sold')
qualify
    received.authority = min(received.authority) over (
        partition by received.file_id, received.row_number
    )
