/*
title = "Commitments"
says = """
What is committed for the rest of the financial year, as known on each day of
forecast: the months of each together, how it is bought, and its breakdowns.
Terms that have not begun are described as the agreement's last ones. The
beds of a block have the service of most placements in them. is_own: one of
the council's own services, which the budget stands for.
"""
*/
with

block_services as (
    select
        authority,
        contract_id,
        mode(service order by service) as service,
    from model.agreements
    group by authority, contract_id
),

totals as (
    select
        * exclude (month_end, from_on, to_on, nights, amount, contributions),
        min(from_on) as from_on,
        max(to_on) as to_on,
        sum(nights)::decimal(18, 6) as nights,
        case
            when count(*) = count(amount) then sum(amount)::decimal(18, 2)
        end as amount,
        sum(contributions)::decimal(18, 2) as contributions,
    from model.commitment_months
    group by all
),

agreements as (
    select
        authority,
        agreement_id,
        arg_max(arrangement, valid_from) as arrangement,
        arg_max(breakdowns, valid_from) as breakdowns,
    from model.agreements
    group by authority, agreement_id
),

described as (
    select
        totals.* replace (
            coalesce(totals.service, block_services.service) as service
        ),
        contracts.title as contract_title,
        contracts.framework_id,
        agreements.breakdowns as known_breakdowns,
        providers.name as provider_name,
        coalesce(
            agreements.arrangement,
            case
                when totals.contract_id is not null then contracts.arrangement
                when services.is_in_house then 'in-house'
                when services.is_commissioned then 'spot'
            end
        ) as arrangement,
        coalesce(services.label, 'Not known') as service_label,
        coalesce(services.service_group, 'Not known') as service_group,
        services.has_provider,
        coalesce(not services.is_commissioned, false) as is_own,
    from totals
    left join block_services
        on totals.authority = block_services.authority
        and totals.contract_id = block_services.contract_id
        and totals.agreement_id is null
    left join agreements
        on totals.authority = agreements.authority
        and totals.agreement_id = agreements.agreement_id
    left join model.contracts
        on totals.authority = contracts.authority
        and totals.contract_id = contracts.contract_id
    left join model.providers
        on totals.authority = providers.authority
        and totals.provider_id = providers.provider_id
    left join model.services
        on coalesce(totals.service, block_services.service) = services.service
)

select
    described.* exclude (
        contract_title, framework_id, known_breakdowns, provider_name,
        service_label, service_group, has_provider
    ),
    breakdowns_with(
        coalesce(described.known_breakdowns, no_breakdowns()),
        service := described.service_label,
        service_group := described.service_group,
        provider := described.provider_name,
        contract := coalesce(
            described.contract_title, described.contract_id
        ),
        framework := described.framework_id,
        arrangement := label_where(
            arrangements.label, described.has_provider
        )
    ) as breakdowns,
from described
left join code.arrangements
    on described.arrangement = arrangements.code
