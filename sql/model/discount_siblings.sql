/*
title = "Days on which a sibling discount is due"
says = """
One row per band of a sibling discount, placement agreement under its contract,
and run of days on which so many brothers and sisters of one sibling group, the
child among them, are placed with the same provider.
"""
*/
with

bands as (
    select * from model.discount_bands
    where kind = 'sibling'
),

members as (
    select
        terms.authority,
        terms.provider_id,
        siblings.sibling_group,
        terms.child_id,
        terms.agreement_id,
        terms.contract_id,
        min(terms.paid_from) as first_night,
        max(
            coalesce(terms.ends_on - 1, getvariable('as_at'))
        ) as last_night,
    from model.invoice_terms as terms
    inner join model.siblings
        on terms.authority = siblings.authority
        and terms.child_id = siblings.child_id
    where
        terms.is_placement
        and exists (
            select 1 from bands
            where bands.authority = terms.authority
        )
    group by all
),

cuts as (
    select authority, provider_id, sibling_group, first_night as from_day
    from members
    union
    select authority, provider_id, sibling_group, last_night + 1 as from_day
    from members
),

runs as (
    select
        *,
        lead(from_day) over (
            partition by authority, provider_id, sibling_group
            order by from_day
        ) - 1 as to_day,
    from cuts
),

placed as (
    select
        runs.authority,
        runs.provider_id,
        runs.sibling_group,
        runs.from_day,
        runs.to_day,
        count(distinct members.child_id) as placements,
    from runs
    inner join members
        on runs.authority = members.authority
        and runs.provider_id = members.provider_id
        and runs.sibling_group = members.sibling_group
        and members.first_night <= runs.from_day
        and members.last_night >= runs.to_day
    group by all
)

select
    bands.*,
    members.agreement_id,
    greatest(placed.from_day, bands.band_from, members.first_night)
        as span_from,
    least(placed.to_day, bands.band_to, members.last_night) as span_to,
from bands
inner join members
    on bands.authority = members.authority
    and bands.contract_id = members.contract_id
inner join placed
    on members.authority = placed.authority
    and members.provider_id = placed.provider_id
    and members.sibling_group = placed.sibling_group
    and placed.placements >= bands.threshold
    and placed.from_day <= least(members.last_night, bands.band_to)
    and placed.to_day >= greatest(members.first_night, bands.band_from)
