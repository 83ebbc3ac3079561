/*
title = "How long placements lasted"
unit = "days"
polarity = "neutral"
definition = """
Of the placements that ended in the period, the average number of days from the
day the child came to the carer up to the day the child left. Counted on the
day left, by the service, contract and age of the day on which it began.
Temporary stays do not end a placement to which the child comes back, and an
adoption by the foster carer goes on with the fostering placement. Temporary
placements and series of short breaks are not counted. A placement that was
already going on when our records begin is left out and shown as not known. The
shortest, middle and longest are shown beside the average.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; compare Department for Education, Children looked after in England, duration of placements by type ceasing during the year"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = [
    "service", "service_group", "contract", "arrangement", "age_band",
    "locality",
]
*/
with

placements as (
    select * from model.placements
    where
        not is_temporary
        and not is_short_break
        and not is_short_breaks_only
),

endings as (
    select
        *,
        coalesce(continues_placement_id, placement_id) as first_placement_id,
    from placements
    where
        ended_on is not null
        and placement_id not in (
            select continues_placement_id from placements
            where continues_placement_id is not null
        )
)

select
    endings.ended_on as counted_on,
    endings.authority,
    endings.placement_id as case_id,
    endings.child_id,
    beginnings.provider_id,
    case
        when beginnings.is_start_known
            then endings.ended_on - endings.carer_started_on
    end as numerator,
    1 as denominator,
    beginnings.breakdowns,
from endings
inner join model.placements as beginnings
    on endings.first_placement_id = beginnings.placement_id
