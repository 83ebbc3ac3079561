/*
title = "New placements outside the authority's area"
unit = "percent"
polarity = "lower is better"
definition = """
Of the placements that began during the period, the percentage outside the
council's own area, and the percentage at a distance: neither in its own area
nor in that of a council next to it. The placements are those of the measure of
new placements, each described as on its first day. Placements whose area is not
known stay in the total, are counted as neither, and are shown beside it.
"""
source = "Department for Education, Children looked after in England, data guidance, note 2, and SI 2013/3239, regulation 18, for the two areas; counted as placements made, not children placed"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes", "authority_neighbours"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
figures = ["out_of_area", "at_a_distance"]
breakdowns = ["service", "sector", "arrangement", "age_band", "need"]

[settings]
counts_temporary = { default = false, type = "yes_no", says = "Temporary placements (T0 to T4) count as new placements" }
*/
with

new_placements as (
    select
        *,
        unnest(['out_of_area', 'at_a_distance']) as figure,
    from model.placements
    where
        is_start_known
        and not is_short_break
        and not is_same_carer_adoption
        and (
            not is_temporary
            or getvariable('new_placements_out_of_area.counts_temporary')
        )
)

select
    started_on as counted_on,
    authority,
    figure,
    placement_id as case_id,
    child_id,
    provider_id,
    case
        when figure = 'out_of_area' then is_out_of_area::integer
        when locality <> 'Not known'
            then (locality = 'At a distance')::integer
    end as numerator,
    1 as denominator,
    breakdowns,
from new_placements
