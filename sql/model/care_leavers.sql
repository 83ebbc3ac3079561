/*
title = "Care leavers"
says = """
One row per young person and arrangement to live in, begun by the as-at date,
from starts_on up to, and not on, ends_on. An end after the as-at date is not
yet an end; an arrangement without one ends when the next begins. A provider
that is not named, or not in the register, is not known.
"""
*/
with

arrangements as (
    select
        * exclude (person_id),
        authority || '/' || person_id as child_id,
        lead(starts_on) over (
            partition by authority, person_id
            order by starts_on
        ) as next_on,
    from staging.care_leavers
    where starts_on <= getvariable('as_at')
)

select
    arrangements.authority,
    arrangements.child_id,
    arrangements.arrangement,
    coalesce(kinds.label, 'Not known') as arrangement_label,
    arrangements.provider_id,
    arrangements.starts_on,
    case
        when arrangements.ends_on is null then arrangements.next_on
        when arrangements.ends_on <= getvariable('as_at')
            then arrangements.ends_on
    end as ends_on,
    coalesce(arrangements.born_on, children.born_on) as born_on,
    arrangements.weekly_cost,
    coalesce(bands.label, 'Not known') as weekly_cost_band,
    arrangements.is_former_asylum_seeking,
    arrangements.adviser,
    arrangements.pathway_plan_on,
    struct_pack(
        sector := coalesce(providers.sector_label, 'Not known'),
        provider := coalesce(providers.name, 'Not known'),
        owner_group := coalesce(providers.owner_group, 'Not known'),
        sex := coalesce(children.sex, 'Not known'),
        ethnic_group := coalesce(children.ethnic_group, 'Not known')
    ) as breakdowns,
    arrangements.file_id,
    arrangements.row_number,
from arrangements
left join model.children
    on arrangements.child_id = children.child_id
left join model.providers
    on arrangements.authority = providers.authority
    and arrangements.provider_id = providers.provider_id
left join code.care_leaver_arrangement as kinds
    on arrangements.arrangement = kinds.code
left join code.weekly_cost_bands as bands
    on arrangements.weekly_cost >= bands.pounds_from::decimal(18, 2)
    and arrangements.weekly_cost < coalesce(
        bands.pounds_below::decimal(18, 2), 9999999
    )
order by arrangements.authority, arrangements.child_id, arrangements.starts_on
