/*
title = "Benchmarks by basis"
says = """
What each authority's figures can be held against: England, its region, its
statistical neighbours, the best authority (not of neutral measures), and what
is published of the authority itself. own_authority is null where it is for all.
"""
*/
with

benchmarks as (
    select benchmarks.*
    from model.benchmarks
    where
        benchmarks.measure is not null
        and benchmarks.value is not null
),

regions as (
    select
        councils.authority,
        numbers.region_code,
    from code.council_authorities as councils
    inner join code.authority_numbers as numbers
        on councils.authority = numbers.code
),

best as (
    select
        benchmarks.* replace (null::varchar as own_authority),
    from benchmarks
    inner join measure.definitions
        on benchmarks.measure = definitions.measure
    where
        benchmarks.area_kind = 'authority'
        and definitions.polarity <> 'neutral'
    qualify
        row_number() over (
            partition by
                benchmarks.measure,
                benchmarks.figure,
                benchmarks.breakdown,
                benchmarks.category,
                benchmarks.unit,
                benchmarks.period_end
            order by
                case definitions.polarity
                    when 'lower is better' then benchmarks.value
                    else -benchmarks.value
                end,
                benchmarks.area
        ) = 1
)

select
    'england' as basis,
    *,
from benchmarks
where area_kind = 'country'

union all by name

select
    'region' as basis,
    benchmarks.* replace (
        coalesce(regions.authority, benchmarks.own_authority) as own_authority
    ),
from benchmarks
left join regions
    on benchmarks.area = regions.region_code
where
    benchmarks.area_kind = 'region'
    and coalesce(regions.authority, benchmarks.own_authority) is not null

union all by name

select
    'neighbours' as basis,
    *,
from benchmarks
where area_kind = 'neighbours'

union all by name

select
    'best' as basis,
    *,
from benchmarks
where area_kind = 'best'

union all by name

select
    'best' as basis,
    *,
from best

union all by name

select
    'published' as basis,
    * replace (area as own_authority),
from benchmarks
where area_kind = 'authority'
