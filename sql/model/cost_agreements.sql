/*
title = "Agreements of the quarterly cost return"
says = """
One row per placement of the quarterly placement-cost return. The return gives
what a placement has cost since 1 April; a week of it is that over the nights
since 1 April or the first night, up to the end of the quarter or the day left.
The shares of health and education are brought to a week in the same way.
"""
*/
with

counted as (
    select
        *,
        date_diff(
            'day',
            greatest(starts_on, financial_year_start(snapshot_on)),
            least(coalesce(ends_on, snapshot_on + 1), snapshot_on + 1)
        ) as nights,
    from staging.placement_costs
),

service_of_provider as (
    select * from code.service_of_placement
    where place_provider is not null
),

service_of_place as (
    select * from code.service_of_placement
    where place_provider is null
)

select
    counted.authority,
    counted.child_id || '/' || counted.starts_on
    || coalesce('/' || counted.place, '') as agreement_id,
    'placement' as kind,
    counted.child_id,
    counted.urn,
    coalesce(service_of_provider.service, service_of_place.service) as service,
    counted.starts_on,
    counted.ends_on,
    case
        when counted.nights > 0 then
            divide_exact(counted.cost_to_date * 7, counted.nights, 2)
    end as weekly_core,
    case
        when counted.nights > 0 then
            divide_exact(counted.health_to_date * 7, counted.nights, 2)
    end as health_share,
    case
        when counted.nights > 0 then
            divide_exact(counted.education_to_date * 7, counted.nights, 2)
    end as education_share,
    counted.arrangement as stated_arrangement,
    counted.file_id,
    counted.row_number,
    counted.snapshot_on,
from counted
left join service_of_provider
    on counted.place = service_of_provider.place
    and counted.place_provider = service_of_provider.place_provider
left join service_of_place
    on counted.place = service_of_place.place
