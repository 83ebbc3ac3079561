/*
title = "Distance from home"
unit = "miles"
polarity = "lower is better"
definition = """
The average distance, in miles and in a straight line, between where the
children looked after on the last day of the period lived and the home where
they were first placed from; and, where the council names a fixed point such as
the city centre, from that point. Each distance is taken to four decimals. The
middle distance is shown beside it, with the shortest and the longest. Children
for whom the distance is not known are left out and counted.
"""
source = "Department for Education, Children looked after in England, data guidance: distance between home and placement, from the two postcodes, as a straight line"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes"]
case = "child"
counts = "at end"
statistic = "mean"
not_known = "left out"
figures = ["from_home", "from_fixed_point"]
breakdowns = ["service", "age_band", "locality"]
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
    miles::decimal(18, 4) as numerator,
    1 as denominator,
    breakdowns,
from distances
