/*
title = "Homes"
says = """
One row per home or other setting, and authority that uses the register, as on
the as-at date: homes opened after it are unseen, a later closure is not yet
one. is_urn_first marks, of several homes with one number, the one to use.
"""
*/
with

registers as (
    select * from staging.homes
    where coalesce(opened_on <= getvariable('as_at'), true)
)

select
    registers.authority,
    registers.home_id,
    registers.urn,
    registers.provider_id,
    registers.name,
    registers.service,
    registers.form,
    registers.is_staffed,
    registers.postcode,
    postcodes.authority_code as home_authority,
    registers.places,
    registers.opened_on,
    case
        when registers.registered_from <= getvariable('as_at')
            then registers.registered_from
    end as registered_from,
    case
        when registers.closed_on <= getvariable('as_at')
            then registers.closed_on
    end as closed_on,
    registers.urn is not null
    and row_number() over (
        partition by registers.authority, registers.urn
        order by registers.closed_on desc nulls first, registers.home_id
    ) = 1 as is_urn_first,
    registers.file_id,
    registers.row_number,
from registers
left join model.postcodes
    on registers.postcode = postcodes.postcode
order by registers.authority, registers.home_id
