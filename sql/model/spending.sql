/*
title = "Spending"
says = """
Ledger lines in pounds, in the ledger's own sign: a debit is positive, so cost
and accruals are positive, and credits, income and accruals turned back are
negative; nothing is turned round here. is_external: the line buys a service,
by its arrangement, else by its service. is_on_contract, for external cost
only: the supplier is a provider with a contract live on the day and the line
is not spot. A spot line and an unmatched supplier are off contract; a line that
is not spot and names no supplier is not known.
"""
*/
with

ledger_contracts as (
    select
        *,
        case
            when arrangement is distinct from 'spot' then contract
        end as used_contract,
        coalesce(arrangement, contract.arrangement) as arrangement_used,
    from model.ledger_contracts
)

select
    ledger_contracts.authority,
    ledger_contracts.transaction_id,
    ledger_contracts.counted_on,
    ledger_contracts.posted_on,
    ledger_contracts.financial_year,
    ledger_contracts.period,
    ledger_contracts.period_start,
    ledger_contracts.period_end,
    ledger_contracts.cost_centre,
    ledger_contracts.subjective,
    ledger_contracts.service,
    arrangements.code as arrangement,
    ledger_contracts.client_group,
    ledger_contracts.kind,
    ledger_contracts.supplier_id,
    ledger_contracts.provider_id,
    ledger_contracts.used_contract.contract_id as contract_id,
    ledger_contracts.description,
    ledger_contracts.amount,
    ledger_contracts.invoice_number,
    coalesce(arrangements.is_external, services.is_commissioned, false)
        as is_external,
    case
        when not is_external or ledger_contracts.kind = 'income' then null
        when ledger_contracts.arrangement = 'spot' then false
        when ledger_contracts.supplier_id is null then null
        else ledger_contracts.used_contract is not null
    end as is_on_contract,
    struct_pack(
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known'),
        sector := label_where(sectors.label, is_external),
        provider := label_where(providers.name, is_external),
        owner_group := label_where(providers.owner_group, is_external),
        contract := ledger_contracts.used_contract.title,
        framework := ledger_contracts.used_contract.framework_id,
        arrangement := label_where(arrangements.label, services.has_provider),
        age_band := cast(null as varchar),
        sex := cast(null as varchar),
        ethnic_group := cast(null as varchar),
        need := cast(null as varchar),
        legal_status := cast(null as varchar),
        asylum_seeking := case ledger_contracts.client_group
            when 'asylum-seeking' then 'Asylum-seeking'
            when 'disabled' then 'Not asylum-seeking'
            when 'other' then 'Not asylum-seeking'
        end,
        locality := cast(null as varchar)
    ) as breakdowns,
    ledger_contracts.file_id,
    ledger_contracts.row_number,
from ledger_contracts
left join model.services
    on ledger_contracts.service = services.service
left join model.providers
    on ledger_contracts.authority = providers.authority
    and ledger_contracts.provider_id = providers.provider_id
left join code.sectors
    on providers.sector = sectors.code
left join code.arrangements
    on coalesce(
        ledger_contracts.arrangement_used,
        case when services.is_in_house then 'in-house' end
    ) = arrangements.code
order by ledger_contracts.authority, ledger_contracts.transaction_id
