/*
title = "Children placed within 20 miles"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children looked after on the last day of the period, the percentage who
lived 20 miles or less, in a straight line, from the home where they were first
placed from; and, where the council names a fixed point such as the city
centre, from that point. Children for whom the distance is not known stay in
the total, are not counted as within, and are shown beside it.
"""
source = "Department for Education, Children looked after in England, distance between home and placement: bands '20 miles or less', 'over 20 miles', 'not known or not recorded'"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
figures = ["from_home", "from_fixed_point"]
breakdowns = [
    "service", "service_group", "sector", "age_band", "sex", "ethnic_group",
    "need", "legal_status", "asylum_seeking",
]

[settings]
miles = { default = 20, type = "integer", says = "Miles in a straight line that still count as within" }
*/
with

caseload as (
    select * from model.caseload
),

distances as (
    select
        *,
        'from_home' as figure,
        miles_from_home as miles,
    from caseload

    union all

    select
        *,
        'from_fixed_point' as figure,
        miles_from_fixed_point as miles,
    from caseload
    where getvariable('reporting.fixed_point_postcode') is not null
)

select
    counted_on,
    authority,
    figure,
    child_id as case_id,
    child_id,
    provider_id,
    (miles <= getvariable('placed_within_20_miles.miles'))::integer
        as numerator,
    1 as denominator,
    breakdowns,
from distances
