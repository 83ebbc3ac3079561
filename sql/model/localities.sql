/*
title = "Localities"
says = """
Where each episode's placement lies, seen from the responsible authority and
from home. Authorities come from the postcodes, else from what the return says.
A placement whose authority is not known is not known: it is never counted as
outside. A return that says only "outside", or a country, settles that and not
how far. Home is where the child was first placed from in this period of care.
Miles are the straight line by grid reference, else what the return says.
"""
*/
with

episodes as (
    select
        episodes.*,
        care_sequence.period_of_care_id,
    from model.care_sequence
    inner join model.episodes
        on care_sequence.episode_id = episodes.episode_id
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
        episodes.authority,
        episodes.episode_id,
        coalesce(responsible.authority_code, episodes.authority)
            as responsible_code,
        coalesce(
            places.authority_code,
            given.authority_code,
            case
                when
                    episodes.placement_authority
                    similar to '[EWSNLM][0-9]{8}'
                    then episodes.placement_authority
            end
        ) as placement_authority,
        case
            when upper(episodes.placement_location) like 'IN%' then true
            when upper(episodes.placement_location) like 'OUT%' then false
            when
                upper(episodes.placement_authority)
                in ('WAL', 'SCO', 'NIR', 'NUK')
                then false
        end as is_said_inside,
        coalesce(
            miles_apart(
                homes.easting, homes.northing, places.easting, places.northing
            ),
            cast(episodes.placement_miles as double)
        ) as miles_from_home,
        miles_apart(
            fixed_points.easting,
            fixed_points.northing,
            places.easting,
            places.northing
        ) as miles_from_fixed_point,
    from episodes
    inner join periods_of_care
        on episodes.period_of_care_id
        = periods_of_care.period_of_care_id
    left join postcodes as places
        on episodes.placement_postcode = places.postcode
    left join postcodes as homes
        on periods_of_care.home_postcode = homes.postcode
    left join postcodes as fixed_points
        on getvariable('reporting.fixed_point_postcode')
        = fixed_points.postcode
    left join upper_authorities as responsible
        on episodes.authority = responsible.code
    left join upper_authorities as given
        on episodes.placement_authority = given.code
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
        when placed.placement_authority is not null then 'At a distance'
        when placed.is_said_inside then 'Inside the authority'
        else 'Not known'
    end as locality,
    placed.miles_from_home,
    placed.miles_from_fixed_point,
from placed
left join model.neighbours
    on placed.responsible_code = neighbours.authority_code
    and placed.placement_authority = neighbours.adjoining_code
