/*
title = "Footprints"
says = """
Whether the placement of each agreement lay in the footprint on the day on which
its terms began: in the authority or one that adjoins it, or in one of those
that the setting names. Null where it is not known.
"""

[settings]
authorities = { default = "", type = "text", says = "Codes of the authorities that make the footprint, separated by semicolons; empty: the authority itself and those that adjoin it" }
*/
with

footprint as (
    select
        list_transform(
            string_split(getvariable('footprints.authorities'), ';'),
            lambda written: upper(trim(written))
        ) as codes,
        getvariable('footprints.authorities') = '' as is_neighbourhood,
)

select
    agreements.authority,
    agreements.agreement_id,
    agreements.valid_from,
    case
        when footprint.is_neighbourhood
            then case agreements.locality
                when 'Inside the authority' then true
                when 'In an adjoining authority' then true
                when 'At a distance' then false
            end
        when agreements.placement_authority is not null
            then list_contains(
                footprint.codes, agreements.placement_authority
            )
    end as is_in_footprint,
from model.agreements
cross join footprint
