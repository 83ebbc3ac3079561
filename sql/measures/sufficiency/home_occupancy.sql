/*
title = "Places in homes in the area that the council uses"
unit = "percent"
polarity = "neutral"
definition = """
Of the places in homes and other settings in the council's own area, foster
carers apart, that were open and registered on the last day of the period, the
percentage in which a child looked after by the council lived on that day. The
rest are empty, or used by others. Homes whose number of places is not known are
left out, with the children in them. The homes are those of the measure of
places in homes; of more children than a home has places, so many count.
"""
source = "The council's register of homes; the regulator's registration"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["homes", "episodes", "postcodes"]
case = "place"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = ["service"]

[settings]
counts_unregistered = { default = false, type = "yes_no", says = "Homes without a registration, or not yet registered on the day, count too" }
*/
with

homes as (
    select * from model.home_days
    where
        is_in_area
        and (
            is_registered
            or getvariable('home_occupancy.counts_unregistered')
        )
),

places as (
    select
        *,
        unnest(range(1, places + 1)) as place_number,
    from homes
    where places is not null
),

-- Children beyond a home's places are left over.
occupants as (
    select
        counted_on,
        authority,
        home_id,
        child_id,
        row_number() over (
            partition by counted_on, authority, home_id
            order by child_id
        ) as place_number,
    from model.caseload
    where home_id is not null
)

select
    places.counted_on,
    places.authority,
    places.home_id || '/' || places.place_number as case_id,
    occupants.child_id,
    places.provider_id,
    (occupants.child_id is not null)::integer as numerator,
    1 as denominator,
    places.breakdowns,
from places
left join occupants
    on places.counted_on = occupants.counted_on
    and places.authority = occupants.authority
    and places.home_id = occupants.home_id
    and places.place_number = occupants.place_number

union all by name

select
    counted_on,
    authority,
    home_id as case_id,
    null as child_id,
    provider_id,
    null as numerator,
    0 as denominator,
    breakdowns,
from homes
where places is null
