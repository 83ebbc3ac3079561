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
case = "home"
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
)

select
    counted_on,
    authority,
    home_id as case_id,
    null as child_id,
    provider_id,
    case when places is not null then 0 end as numerator,
    coalesce(places, 0) as denominator,
    breakdowns,
from homes

union all by name

select
    homes.counted_on,
    homes.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    homes.provider_id,
    1 as numerator,
    0 as denominator,
    homes.breakdowns,
from homes
inner join model.caseload
    on homes.counted_on = caseload.counted_on
    and homes.authority = caseload.authority
    and homes.home_id = caseload.home_id
where homes.places is not null
qualify
    row_number() over (
        partition by homes.counted_on, homes.authority, homes.home_id
        order by caseload.child_id
    ) <= homes.places
