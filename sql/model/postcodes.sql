/*
title = "Postcodes"
says = """
Each postcode that occurs: its upper-tier authority, its country, and a grid
reference on the British grid. Northern Ireland's are turned onto it from the
Irish one. The Channel Islands and the Isle of Man have no grid reference and
no authority of the United Kingdom: they are outside every authority, and
adjoin none.
"""
*/
with

postcodes as (
    select * from staging.postcodes
),

upper_authorities as (
    select * from model.upper_authorities
)

select
    postcodes.postcode,
    coalesce(upper_authorities.authority_code, postcodes.authority_code)
        as authority_code,
    case left(postcodes.authority_code, 1)
        when 'E' then 'England'
        when 'W' then 'Wales'
        when 'S' then 'Scotland'
        when 'N' then 'Northern Ireland'
        when 'L' then 'Channel Islands'
        when 'M' then 'Isle of Man'
    end as country,
    case
        when postcodes.postcode like 'BT%'
            then british_easting(postcodes.easting, postcodes.northing)
        else postcodes.easting
    end as easting,
    case
        when postcodes.postcode like 'BT%'
            then british_northing(postcodes.easting, postcodes.northing)
        else postcodes.northing
    end as northing,
from postcodes
left join upper_authorities
    on postcodes.authority_code = upper_authorities.code
