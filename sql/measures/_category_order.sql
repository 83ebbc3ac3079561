/*
title = "Order of categories"
says = """
The order in which people expect categories: age bands by age, services and
their groups as the council lists them. Others go by name. Not known comes
last.
"""
*/
select
    'age_band' as breakdown,
    label as category,
    sort,
from code.age_bands

union all by name

select
    'service' as breakdown,
    label as category,
    sort,
from model.services

union all by name

select
    'service_group' as breakdown,
    service_group as category,
    min(sort) as sort,
from model.services
group by service_group

union all by name

select
    'arrangement' as breakdown,
    label as category,
    sort,
from code.arrangements

union all by name

select
    'locality' as breakdown,
    unnest([
        'Inside the authority',
        'In an adjoining authority',
        'At a distance',
    ]) as category,
    unnest([1, 2, 3]) as sort,
