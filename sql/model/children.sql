/*
title = "Children"
says = """
One row per child that any return speaks of, with what does not change, or
changes rarely: date of birth, sex, ethnic group, asylum-seeking. A child with
episodes and no header row is here too, with its date of birth not known.
"""
*/
with

header as (
    select * from staging.header
),

seeking_asylum as (
    select * from staging.uasc
),

sexes as (
    select * from code.header_sex
),

ethnic_groups as (
    select * from code.header_ethnic
),

asylum_coverage as (
    select distinct coverage.authority,
    from model.coverage
    where coverage.extract = 'uasc'
),

known as (
    select authority, child_id from header
    union
    select authority, child_id from staging.episodes
)

select
    known.authority,
    known.authority || '/' || known.child_id as child_id,
    known.child_id as source_child_id,
    coalesce(header.born_on, seeking_asylum.born_on) as born_on,
    birthday_on(coalesce(header.born_on, seeking_asylum.born_on), 18)
        as eighteen_on,
    coalesce(sexes.sex, 'Not known') as sex,
    coalesce(ethnic_groups.ethnic_group, 'Not known') as ethnic_group,
    header.is_mother,
    case
        when seeking_asylum.child_id is not null then true
        when asylum_coverage.authority is not null then false
    end as is_asylum_seeking,
    seeking_asylum.ceased_on as asylum_seeking_until,
from known
left join header
    on known.authority = header.authority
    and known.child_id = header.child_id
left join seeking_asylum
    on known.authority = seeking_asylum.authority
    and known.child_id = seeking_asylum.child_id
left join sexes
    on header.sex = sexes.code
left join ethnic_groups
    on header.ethnic = ethnic_groups.code
left join asylum_coverage
    on known.authority = asylum_coverage.authority
order by known.authority, child_id
