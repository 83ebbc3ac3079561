/*
title = "Agreement terms"
says = """
One row per agreement and variation, as on the as-at date, with its provider,
home, contract and weekly price worked out. A variation that begins after the
as-at date is unseen, an end after it is not yet an end. The terms hold from
valid_from up to, and not on, valid_to. An agreement for a commissioned service
without a contract was bought spot.
"""
*/
with

agreements as (
    select
        * replace (
            authority || '/' || child_id as child_id,
            coalesce(valid_from, starts_on) as valid_from,
            case when ends_on <= getvariable('as_at') then ends_on end
                as ends_on
        ),
    from model.received_agreements
    where coalesce(valid_from, starts_on) <= getvariable('as_at')
),

homes as (
    select * from model.homes
),

contracts as (
    select * from model.contracts
),

versions as (
    select
        *,
        least(
            lead(valid_from) over (
                partition by authority, agreement_id
                order by valid_from
            ),
            ends_on
        ) as valid_to,
        case
            when
                coalesce(
                    weekly_core,
                    weekly_support,
                    weekly_education,
                    weekly_other
                ) is not null
                then
                    coalesce(weekly_core, 0)
                    + coalesce(weekly_support, 0)
                    + coalesce(weekly_education, 0)
                    + coalesce(weekly_other, 0)
        end as weekly_price,
    from agreements
)

select
    versions.authority,
    versions.agreement_id,
    versions.valid_from,
    versions.valid_to,
    coalesce(versions.kind, 'placement') as kind,
    coalesce(kinds.is_placement, true) as is_placement,
    versions.child_id,
    coalesce(
        versions.provider_id,
        contracts.provider_id,
        named_homes.provider_id,
        numbered_homes.provider_id
    ) as provider_id,
    coalesce(versions.home_id, numbered_homes.home_id) as home_id,
    versions.contract_id,
    contracts.title as contract_title,
    contracts.framework_id,
    case
        when contracts.contract_id is not null then contracts.arrangement
        when versions.contract_id is not null then null
        when services.is_in_house then 'in-house'
        when not versions.is_register then versions.stated_arrangement
        when services.is_commissioned then 'spot'
    end as arrangement,
    coalesce(
        versions.service,
        named_homes.service,
        numbered_homes.service
    ) as service,
    versions.* exclude (
        authority, agreement_id, valid_from, valid_to, kind, child_id,
        provider_id, home_id, contract_id, service, file_id, row_number,
        stated_arrangement, is_register
    ),
    versions.file_id,
    versions.row_number,
from versions
left join code.agreement_kind as kinds
    on versions.kind = kinds.code
left join contracts
    on versions.authority = contracts.authority
    and versions.contract_id = contracts.contract_id
left join homes as named_homes
    on versions.authority = named_homes.authority
    and versions.home_id = named_homes.home_id
left join homes as numbered_homes
    on versions.authority = numbered_homes.authority
    and versions.urn = numbered_homes.urn
    and numbered_homes.is_urn_first
left join model.services
    on coalesce(
        versions.service,
        named_homes.service,
        numbered_homes.service
    ) = services.service
where
    versions.valid_to is null
    or versions.valid_to > versions.valid_from
