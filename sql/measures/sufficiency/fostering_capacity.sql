/*
title = "Fostering households and their places"
unit = "count"
polarity = "higher is better"
definition = """
The council's own fostering households approved on the last day of the period,
the children whom they may take, the places in use, and the empty places: those
that can be used and those that cannot. The register that speaks for the day is
the latest drawn up on or before it; where it is more than 92 days old, there is
no figure. A household counts from the day of its approval up to, and not on,
the day on which the approval ended. Places in use are all places less the empty
ones; where a household's places, or both kinds of empty place, are not known,
it is left out of that figure and shown beside it.
"""
source = "The council's fostering register"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["fostering_households"]
case = "household"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = [
    "households", "places", "places_used", "vacant_available",
    "vacant_unavailable",
]
breakdowns = []
categories = ["kind", "unavailable_reason"]
*/
with

registers as (
    select * from model.fostering_registers
),

households as (
    select
        registers.counted_on,
        households.*,
        unnest([
            'households', 'places', 'places_used', 'vacant_available',
            'vacant_unavailable',
        ]) as figure,
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
    case figure
        when 'households' then 1
        when 'places' then places
        when 'places_used' then places_used
        when 'vacant_available' then vacant_available
        when 'vacant_unavailable' then vacant_unavailable
    end as numerator,
    null as denominator,
    no_breakdowns() as breakdowns,
    kind_label as kind,
    case
        when figure = 'vacant_unavailable' and vacant_unavailable > 0
            then unavailable_reason_label
    end as unavailable_reason,
from households

union all by name

select
    counted_on,
    authority,
    unnest([
        'households', 'places', 'places_used', 'vacant_available',
        'vacant_unavailable',
    ]) as figure,
    register_id as case_id,
    null as numerator,
    0 as denominator,
    no_breakdowns() as breakdowns,
from registers
where register_on is null
