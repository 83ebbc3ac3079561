/*
title = "Agreements that invoices rest on"
says = """
One row per agreement, by its latest terms, with what an exception says of it:
its contract, whose officer answers for it, when it began and ended, whether both
signed it, and all of that in words.
"""
*/
with

agreements as (
    select * from model.invoice_terms
    qualify
        row_number() over (
            partition by authority, agreement_id
            order by valid_from desc
        ) = 1
)

select
    agreements.authority,
    agreements.agreement_id,
    agreements.contract_id,
    agreements.child_id,
    agreements.provider_id,
    agreements.service,
    agreements.kind,
    coalesce(agreements.officer, contracts.officer) as officer,
    agreements.starts_on,
    agreements.ends_on,
    agreements.is_signed,
    'agreement ' || agreements.agreement_id || ' of '
    || strftime(agreements.starts_on, '%-d %B %Y')
    || case
        when contracts.contract_id is not null
            then ' under contract ' || contracts.contract_id || ', '
                || contracts.title
        when agreements.contract_id is not null
            then ' under contract ' || agreements.contract_id
                || ', which is not in the register'
        else ' under no contract'
    end as rests_on,
from agreements
left join model.contracts
    on agreements.authority = contracts.authority
    and agreements.contract_id = contracts.contract_id
