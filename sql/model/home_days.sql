/*
title = "Home days"
says = """
One row per counting day and home or other setting, foster carers apart, that
was open on the day. is_registered: the regulator had registered it by then.
is_in_area is empty where the home's authority is not known. Its breakdowns are
those of the home: its service, sector, provider and where it lies.
"""
*/
with

homes as (
    select
        homes.*,
        homes.home_authority = coalesce(
            responsible.authority_code, homes.authority
        ) as is_in_area,
        case
            when is_in_area then 'Inside the authority'
            when neighbours.adjoining_code is not null
                then 'In an adjoining authority'
            when homes.home_authority is not null then 'At a distance'
            else 'Not known'
        end as locality,
        struct_pack(
            service := coalesce(services.label, 'Not known'),
            service_group := coalesce(services.service_group, 'Not known'),
            sector := coalesce(providers.sector_label, 'Not known'),
            provider := coalesce(providers.name, 'Not known'),
            owner_group := coalesce(providers.owner_group, 'Not known'),
            contract := null::varchar,
            framework := null::varchar,
            arrangement := null::varchar,
            age_band := null::varchar,
            sex := null::varchar,
            ethnic_group := null::varchar,
            need := null::varchar,
            legal_status := null::varchar,
            asylum_seeking := null::varchar,
            locality := locality
        ) as breakdowns,
    from model.homes
    left join model.upper_authorities as responsible
        on homes.authority = responsible.code
    left join model.neighbours
        on coalesce(responsible.authority_code, homes.authority)
        = neighbours.authority_code
        and homes.home_authority = neighbours.adjoining_code
    left join model.services
        on homes.service = services.service
    left join model.providers
        on homes.authority = providers.authority
        and homes.provider_id = providers.provider_id
    where not coalesce(services.is_fostering, false)
)

select
    counting_days.counted_on,
    homes.authority,
    homes.home_id,
    homes.provider_id,
    homes.service,
    homes.places,
    coalesce(homes.registered_from <= counting_days.counted_on, false)
        as is_registered,
    homes.is_in_area,
    homes.breakdowns,
from model.counting_days
inner join homes
    on coalesce(homes.opened_on <= counting_days.counted_on, true)
    and coalesce(homes.closed_on > counting_days.counted_on, true)
order by homes.authority, counting_days.counted_on, homes.home_id
