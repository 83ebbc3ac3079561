/*
title = "Payments of partners towards block contracts"
says = """
One row per payment received from a partner that this run knows towards a block
contract: recharges, up-front contributions and running costs; fees of others
and beds sold are none. authority is the partner that paid, whoever received it.
"""
*/
with

received as (
    select distinct on (file_id, row_number)
        * replace (upper(party) as authority),
    from model.contributions
    where
        received_on is not null
        and coalesce(
            kind in ('recharge', 'up-front', 'running cost'), true
        )
        and upper(party) in (
            select authority from code.council_authorities
        )
    order by file_id, row_number, authority
),

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
    'payment ' || received.file_id || '/' || received.row_number as case_id,
    received.amount,
    breakdowns_with(
        no_breakdowns(),
        contract := contracts.contract
    ) as breakdowns,
from received
inner join contracts
    on received.authority = contracts.authority
    and received.contract_id = contracts.contract_id
