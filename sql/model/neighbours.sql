/*
title = "Adjoining authorities"
says = """
Pairs of upper-tier authorities whose areas adjoin, both ways round, under the
codes of today.
"""
[settings.count_water_borders]
default = true
type = "yes_no"
says = "Authorities that meet only over water, such as an estuary, adjoin."
*/
with

both_ways as (
    select code, adjoining_code, is_water
    from staging.authority_neighbours

    union all

    select adjoining_code as code, code as adjoining_code, is_water
    from staging.authority_neighbours
),

upper_authorities as (
    select * from model.upper_authorities
)

select distinct
    coalesce(own.authority_code, both_ways.code) as authority_code,
    coalesce(other.authority_code, both_ways.adjoining_code)
        as adjoining_code,
from both_ways
left join upper_authorities as own
    on both_ways.code = own.code
left join upper_authorities as other
    on both_ways.adjoining_code = other.code
where
    getvariable('neighbours.count_water_borders')
    or not coalesce(both_ways.is_water, false)
