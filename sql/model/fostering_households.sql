/*
title = "Fostering households"
says = """
One row per fostering household of the council and register (listed_on) that
lists it, for registers drawn up by the as-at date. Of the two kinds of empty
places, one left blank is nought where the other is given; places_used is what
remains of the places, and not known where they, or both kinds, are not known,
or more places are said to be empty than there are.
"""
*/
with

registers as (
    select
        * replace (
            case
                when ended_on <= getvariable('as_at') then ended_on
            end as ended_on,
            case
                when coalesce(vacant_available, vacant_unavailable) is not null
                    then coalesce(vacant_available, 0)
            end as vacant_available,
            case
                when coalesce(vacant_available, vacant_unavailable) is not null
                    then coalesce(vacant_unavailable, 0)
            end as vacant_unavailable
        ),
    from staging.fostering_households
    where listed_on <= getvariable('as_at')
)

select
    registers.authority,
    registers.household_id,
    registers.listed_on,
    registers.kind,
    coalesce(kinds.label, 'Not known') as kind_label,
    registers.approved_on,
    registers.ended_on,
    case when registers.ended_on is not null then registers.ended_reason end
        as ended_reason,
    registers.places,
    registers.vacant_available,
    registers.vacant_unavailable,
    case
        when
            registers.vacant_available >= 0
            and registers.vacant_unavailable >= 0
            and registers.places
            >= registers.vacant_available + registers.vacant_unavailable
            then
                registers.places
                - registers.vacant_available
                - registers.vacant_unavailable
    end as places_used,
    coalesce(reasons.label, 'Not known') as unavailable_reason_label,
    registers.postcode,
    registers.file_id,
    registers.row_number,
from registers
left join code.fostering_household_kind as kinds
    on registers.kind = kinds.code
left join code.fostering_household_unavailable_reason as reasons
    on registers.unavailable_reason = reasons.code
order by registers.authority, registers.listed_on, registers.household_id
