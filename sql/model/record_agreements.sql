/*
title = "Agreements of placement records"
says = """
One row per record of the National Placements Data Standard that says what was
found: a provider, a kind of placement or a price. The standard has no end, so a
placement ends where the child's next one begins. The whole price stands for its
parts where none is given. What was found was bought, so each kind counts as
commissioned, unless a home of the register has the number.
"""
*/
with

homes as (
    select distinct
        authority,
        urn,
    from staging.homes
    where urn is not null
),

found as (
    select
        records.*,
        lead(records.placed_on) over (
            partition by records.authority, records.child_id
            order by records.placed_on, records.file_id, records.row_number
        ) as next_placed_on,
        coalesce(
            records.weekly_core,
            records.weekly_support,
            records.weekly_education,
            records.weekly_other
        ) is not null as has_parts,
    from staging.placement_records as records
    where
        records.placed_on is not null
        and (
            records.urn is not null
            or records.service is not null
            or records.weekly_total is not null
        )
)

select
    found.authority,
    coalesce(
        found.placement_id,
        found.record,
        found.child_id || '/' || found.placed_on
    ) as agreement_id,
    'placement' as kind,
    found.child_id,
    found.urn,
    case when homes.urn is null then found.service end as service,
    found.placed_on as starts_on,
    found.next_placed_on as ends_on,
    case
        when found.has_parts then found.weekly_core
        else found.weekly_total
    end as weekly_core,
    found.weekly_support,
    found.weekly_education,
    found.weekly_other,
    coalesce(found.out_of_area_other, found.out_of_area_reason)
        as out_of_area_reason,
    found.officer,
    found.file_id,
    found.row_number,
    found.snapshot_on,
from found
left join homes
    on found.authority = homes.authority
    and found.urn = homes.urn
