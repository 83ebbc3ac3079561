/*
title = "Ages"
says = "Each age in completed years with the band that it is shown in."
*/
with

bands as (
    select
        label,
        cast(age_from as integer) as age_from,
        coalesce(cast(age_to as integer), 130) as age_to,
        sort,
    from code.age_bands
)

select
    unnest(range(age_from, age_to + 1)) as age,
    label,
    sort,
from bands
