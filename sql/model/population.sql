/*
title = "Population"
says = """
Children under 18 who live in each authority, by the official estimate for the
middle of the year (30 June). Districts add up to their county where no row
gives the county itself. Of rows that count the same children more than once
(all, by age, by sex, by ethnic group), the most detailed are kept.
"""
*/
with

upper_authorities as (
    select * from model.upper_authorities
),

estimates as (
    select
        population.authority,
        make_date(cast(population.year as integer), 6, 30) as estimated_on,
        cast(population.age_from as integer) as age_from,
        cast(population.age_to as integer) as age_to,
        case
            when lower(left(population.sex, 1)) in ('m', 'b', '1') then 'Male'
            when lower(left(population.sex, 1)) in ('f', 'g', '2') then 'Female'
        end as sex,
        case
            when
                lower(population.ethnic)
                not in ('all', 'total', 'persons', 'all ethnic groups')
                then population.ethnic
        end as ethnic,
        population.population,
        coalesce(recoded.authority_code = population.code, true)
        or population.code = population.authority as is_own_row,
    from staging.population
    left join upper_authorities as recoded
        on population.code = recoded.code
    left join upper_authorities as responsible
        on population.authority = responsible.code
    where
        coalesce(recoded.authority_code, population.code)
        = coalesce(responsible.authority_code, population.authority)
        and coalesce(population.age_from, 0) < 18
        and coalesce(population.age_to, 17) < 18
),

detailed as (
    select
        *,
        8 * cast(is_own_row as integer)
        + 4 * cast(age_from is not null as integer)
        + 2 * cast(sex is not null as integer)
        + cast(ethnic is not null as integer) as detail,
    from estimates
    where estimated_on <= getvariable('as_at')
)

select * exclude (is_own_row, detail) from detailed
qualify
    detail = max(detail) over (partition by authority, estimated_on)
order by authority, estimated_on, age_from, age_to, sex, ethnic
