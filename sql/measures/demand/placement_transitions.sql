/*
title = "Moves between services"
unit = "count"
polarity = "neutral"
definition = """
The number of moves from one carer to another during the period, by the service
that the child left and the service that the child entered, counted on the day
of the move, with the age on that day. A child who moved twice is counted twice.
A move within one service counts too. A change of legal status, a change with
the same carer, an adoption by the foster carer and short stays such as hospital
or holidays are no moves, and series of short breaks are not counted. Where the
service is not known, it says so.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; Bath and North East Somerset Council, sufficiency statement 2018, 2.5.1: four of thirteen in children's homes had moved there from foster placements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "need"]
categories = ["service_left", "service_group_left"]
crosses = ["service_left x service", "service_group_left x service_group", "service x age_band"]
*/
with

placements as (
    select * from model.placements
)

select
    placements.started_on as counted_on,
    placements.authority,
    placements.placement_id as case_id,
    placements.child_id,
    placements.provider_id,
    1 as numerator,
    null as denominator,
    placements.breakdowns,
    coalesce(left_placements.breakdowns.service, 'Not known') as service_left,
    coalesce(left_placements.breakdowns.service_group, 'Not known')
        as service_group_left,
from placements
left join placements as left_placements
    on placements.previous_placement_id = left_placements.placement_id
where
    placements.is_moved_within_care
    and not placements.is_temporary
    and not placements.is_same_carer_adoption
    and not placements.is_short_break
