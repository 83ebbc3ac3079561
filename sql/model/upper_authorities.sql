/*
title = "Upper-tier authorities"
says = """
From each authority code that was ever in use to the upper-tier authority of
today: districts to their county, recoded and merged authorities to the one
that took them over.
"""
*/
with

upper_tier as (
    select * from code.upper_tier
),

successors as (
    select
        old_code,
        min(new_code) as new_code,
    from code.authority_successors
    group by old_code
    having count(distinct new_code) = 1
),

codes as (
    select code from upper_tier
    union
    select upper_tier as code from upper_tier
    union
    select old_code from successors
    union
    select new_code from successors
    union
    select code from staging.authorities
)

select
    codes.code,
    coalesce(
        later_successors.new_code,
        upper_tier.upper_tier,
        successors.new_code,
        codes.code
    ) as authority_code,
from codes
left join successors
    on codes.code = successors.old_code
left join upper_tier
    on coalesce(successors.new_code, codes.code) = upper_tier.code
left join successors as later_successors
    on coalesce(upper_tier.upper_tier, successors.new_code)
    = later_successors.old_code
