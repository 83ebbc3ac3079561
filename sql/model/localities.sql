/*
title = "Localities"
says = """
Where each episode's placement lies, seen from the responsible authority and
from home. Authorities come from the postcodes, else from what the return says.
A placement whose authority is not known is not known: it is never counted as
outside. Home is where the child was first placed from in this period of care.
Miles are the straight line by grid reference, else what the return says.
"""
*/
with

placement_sequence as (
    select * from model.placement_sequence
),

periods_of_care as (
    select * from model.periods_of_care
),

postcodes as (
    select * from model.postcodes
),

upper_authorities as (
    select * from model.upper_authorities
),

placed as (
    select
        placement_sequence.authority,
        placement_sequence.episode_id,
        coalesce(responsible.authority_code, placement_sequence.authority)
            as responsible_code,
        coalesce(
            places.authority_code,
            given.authority_code,
            placement_sequence.placement_authority
        ) as placement_authority,
        case
            when upper(placement_sequence.placement_location) like 'IN%'
                then true
            when upper(placement_sequence.placement_location) like 'OUT%'
                then false
        end as is_said_inside,
        coalesce(
            miles_apart(
                homes.easting, homes.northing, places.easting, places.northing
            ),
            cast(placement_sequence.placement_miles as double)
        ) as miles_from_home,
        miles_apart(
            fixed_points.easting,
            fixed_points.northing,
            places.easting,
            places.northing
        ) as miles_from_fixed_point,
    from placement_sequence
    inner join periods_of_care
        on placement_sequence.period_of_care_id
        = periods_of_care.period_of_care_id
    left join postcodes as places
        on placement_sequence.placement_postcode = places.postcode
    left join postcodes as homes
        on periods_of_care.home_postcode = homes.postcode
    left join postcodes as fixed_points
        on getvariable('reporting.fixed_point_postcode')
        = fixed_points.postcode
    left join upper_authorities as responsible
        on placement_sequence.authority = responsible.code
    left join upper_authorities as given
        on placement_sequence.placement_authority = given.code
)

select
    placed.authority,
    placed.episode_id,
    placed.placement_authority,
    case
        when placed.placement_authority is not null
            then placed.placement_authority <> placed.responsible_code
        else not placed.is_said_inside
    end as is_out_of_area,
    case
        when placed.placement_authority = placed.responsible_code
            then 'Inside the authority'
        when neighbours.adjoining_code is not null
            then 'In an adjoining authority'
        when length(placed.placement_authority) = 9
            then 'At a distance'
        when placed.placement_authority is null and placed.is_said_inside
            then 'Inside the authority'
        else 'Not known'
    end as locality,
    placed.miles_from_home,
    placed.miles_from_fixed_point,
from placed
left join model.neighbours
    on placed.responsible_code = neighbours.authority_code
    and placed.placement_authority = neighbours.adjoining_code
