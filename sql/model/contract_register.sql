/*
title = "Register of contracts"
says = """
One row per contract with others and authority, planned and ended ones too, with
the words in which a register prints it: its state on the as-at date, the lots
and services that it is for, its days, and how far the next exercise to buy is.
A day to come of leaving is not yet known. public_title is the framework's, or
how the contract is bought: a title of its own may name a home, and those are not
published. notice_by is the same day so many
months before the last day; last_end_on is the last day with all extensions.
is_value_public says whether its value may be published: not where so few
children have lived under it that the value would tell the price of a child's
placement, and not where that is not known.
"""

[settings]
months_ahead = { default = 12, type = "integer", says = "Months ahead in which an exercise to buy counts as soon" }
*/
with

contracts as (
    select
        *,
        coalesce(
            list_sum(
                list_transform(
                    regexp_extract_all(coalesce(extensions, ''), '[0-9]+'),
                    lambda written: cast(written as integer)
                )
            ),
            0
        )::integer as extension_months,
        case
            when
                left_on <= getvariable('as_at')
                or ends_on < getvariable('as_at')
                or status = 'ended' then 'Ended'
            when
                status = 'planned'
                or starts_on > getvariable('as_at') then 'Planned'
            when status = 'suspended' then 'Suspended'
            else 'Live'
        end as state,
    from staging.contracts
    where arrangement is distinct from 'in-house'
)

select
    contracts.authority,
    contracts.contract_id,
    coalesce(contracts.title, contracts.contract_id) as title,
    coalesce(
        frameworks.title,
        case contracts.arrangement
            when 'spot' then 'Spot purchases'
            when 'block' then 'Block contract'
            else coalesce(arrangements.label, 'Not known')
        end
    ) as public_title,
    contracts.framework_id,
    contracts.provider_id,
    coalesce(providers.name, contracts.provider_id) as provider,
    contracts.arrangement,
    coalesce(arrangements.label, 'Not known') as arrangement_label,
    contracts.state,
    services.lots,
    services.services,
    coalesce(nullif(services.services_in_words, ''), 'Not known')
        as services_in_words,
    contracts.value,
    coalesce(services.children >= getvariable('disclosure.threshold'), false)
        as is_value_public,
    contracts.call_off,
    contracts.starts_on,
    contracts.ends_on,
    contracts.extensions,
    months_before(contracts.ends_on, -contracts.extension_months)
        as last_end_on,
    contracts.notice_months,
    months_before(contracts.ends_on, contracts.notice_months) as notice_by,
    contracts.review_on,
    contracts.procurement_starts_on,
    contracts.award_on,
    case
        when contracts.state = 'Ended' then 'Ended'
        when
            contracts.state = 'Planned'
            and contracts.award_on <= getvariable('as_at')
            then 'Awarded, not begun'
        when contracts.procurement_starts_on is null then 'No date set'
        when contracts.procurement_starts_on <= getvariable('as_at')
            then 'Due to be under way'
        when
            contracts.procurement_starts_on <= months_before(
                getvariable('as_at'),
                -getvariable('contract_register.months_ahead')
            ) then 'Begins soon'
        else 'Not yet due'
    end as stage,
    contracts.lead_authority,
    contracts.officer,
from contracts
left join code.arrangements as arrangements
    on contracts.arrangement = arrangements.code
left join model.providers
    on contracts.authority = providers.authority
    and contracts.provider_id = providers.provider_id
left join staging.frameworks
    on contracts.authority = frameworks.authority
    and contracts.framework_id = frameworks.framework_id
left join model.contract_services as services
    on contracts.authority = services.authority
    and contracts.contract_id = services.contract_id
order by contracts.authority, contracts.contract_id
