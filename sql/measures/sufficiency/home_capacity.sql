/*
title = "Places in homes, and places used"
unit = "count"
polarity = "neutral"
definition = """
Homes and other settings, foster carers apart, that were open and registered on
the last day of the period: in the council's own area, the places that they are
registered for, how many of these the council's own children used, and how many
homes there are; and the same of all homes on the council's list, wherever they
lie. A home counts from the day on which it was registered and opened up to, and
not on, the day on which it closed. A place is used where a child looked after
on the day lived there by agreement, or by the regulator's number. Homes whose
number of places is not known are left out of the places and shown beside them,
homes whose area is not known out of those in the area.
"""
source = "The council's register of homes; the regulator's registration"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["homes", "episodes", "postcodes"]
case = "home"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = [
    "places_in_area", "used_in_area", "homes_in_area", "places", "used",
    "homes",
]
breakdowns = ["service", "locality"]
crosses = ["service x locality"]

[settings]
counts_unregistered = { default = false, type = "yes_no", says = "Homes without a registration, or not yet registered on the day, count too" }
*/
with

homes as (
    select * from model.home_days
    where
        is_registered
        or getvariable('home_capacity.counts_unregistered')
),

counted as (
    select *, 'homes' as figure, 1 as amount, from homes
    union all by name
    select *, 'places' as figure, places as amount, from homes
    union all by name
    select
        homes.*,
        'used' as figure,
        1 as amount,
        caseload.child_id,
    from homes
    inner join model.caseload
        on homes.counted_on = caseload.counted_on
        and homes.authority = caseload.authority
        and homes.home_id = caseload.home_id
),

figures as (
    select * from counted
    union all by name
    select * replace (figure || '_in_area' as figure), from counted
    where is_in_area
)

select
    counted_on,
    authority,
    figure,
    coalesce(child_id, home_id) as case_id,
    child_id,
    provider_id,
    amount as numerator,
    null as denominator,
    breakdowns,
from figures
