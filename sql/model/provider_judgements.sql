/*
title = "Worst judgement of each provider"
says = """
For each provider day, the worst judgement in force on it among the provider's
open homes and agencies in the register, and those in which children looked
after lived with it. Homes without a judgement do not count.
"""
*/
with

days as (
    select
        counted_on,
        authority,
        provider_id,
    from model.provider_days
),

listed as (
    select
        days.*,
        judgements.judgement,
        judgements.rank,
        homes.home_id,
    from days
    inner join model.homes
        on days.authority = homes.authority
        and days.provider_id = homes.provider_id
        and coalesce(homes.closed_on > days.counted_on, true)
    inner join model.judgements
        on homes.authority = judgements.authority
        and upper(homes.urn) = judgements.urn
        and judgements.judged_from <= days.counted_on
        and coalesce(judgements.judged_to, date '9999-12-31')
        > days.counted_on
),

lived_in as (
    select
        counted_on,
        authority,
        provider_id,
        judgement,
        judgement_rank as rank,
        home_id,
    from model.caseload_homes
    where
        judgement is not null
        and provider_id is not null
),

all_homes as (
    select * from listed
    union all by name
    select * from lived_in
)

select
    counted_on,
    authority,
    provider_id,
    max(rank) as rank,
    arg_max(
        judgement, struct_pack(rank := rank, judgement := judgement)
    ) as judgement,
from all_homes
group by counted_on, authority, provider_id
