/*
title = "Occupancy of fostering places"
unit = "percent"
polarity = "neutral"
definition = """
Of the places of the council's own fostering households on the last day of the
period, the percentage in use: of all places, and of those that can be used,
which are all but the empty places that are not available. Places in use are
all places less the empty ones. Households whose places, or whose empty places
of both kinds, are not known are left out, and their places shown beside it. The
register and the households are those of the measure of households and places.
"""
source = "The council's fostering register"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["fostering_households"]
case = "household"
counts = "at end"
statistic = "ratio"
not_known = "left out"
figures = ["of_all_places", "of_usable_places"]
breakdowns = []
categories = ["kind"]
*/
with

registers as (
    select * from model.fostering_registers
),

households as (
    select
        registers.counted_on,
        households.*,
        unnest(['of_all_places', 'of_usable_places']) as figure,
    from registers
    inner join model.fostering_households as households
        on registers.authority = households.authority
        and registers.register_on = households.listed_on
    where
        coalesce(households.approved_on <= registers.counted_on, true)
        and coalesce(households.ended_on > registers.counted_on, true)
)

select
    counted_on,
    authority,
    figure,
    household_id as case_id,
    null as child_id,
    null as provider_id,
    places_used as numerator,
    case
        when figure = 'of_usable_places' and places_used is not null
            then places - vacant_unavailable
        else coalesce(places, 0)
    end as denominator,
    no_breakdowns() as breakdowns,
    kind_label as kind,
from households

union all by name

select
    counted_on,
    authority,
    unnest(['of_all_places', 'of_usable_places']) as figure,
    register_id as case_id,
    null as numerator,
    0 as denominator,
    no_breakdowns() as breakdowns,
from registers
where register_on is null
