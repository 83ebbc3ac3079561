/*
title = "Searches that led to placements"
says = """
Each new placement that a search led to: the search of the same child whose day
of placement is nearest to the day on which the placement began, at most so many
days apart; of several the one that came last. A search leads to one placement.
is_emergency: the placement began on the day on which the search came, or so
many days after it, or the search came out of office hours.
"""

[settings.days_apart]
default = 3
type = "integer"
says = "Days by which the day of placement of a search and of the return may differ"

[settings.emergency_days]
default = 1
type = "integer"
says = "A placement so many days after its search, or sooner, is an emergency"
*/
with

searches as (
    select * from model.referrals
    where
        placed_on is not null
        and child_id is not null
),

pairs as (
    select
        placements.placement_id,
        placements.started_on,
        searches.referral_id,
        searches.received_on,
        searches.is_out_of_hours,
        abs(searches.placed_on - placements.started_on) as days_apart,
    from model.placements
    inner join searches
        on placements.child_id = searches.child_id
    where
        not placements.is_temporary
        and not placements.is_same_carer_adoption
        and not placements.is_short_break
        and abs(searches.placed_on - placements.started_on)
        <= getvariable('placement_referrals.days_apart')
),

nearest_searches as (
    select * from pairs
    qualify
        row_number() over (
            partition by placement_id
            order by days_apart, received_on desc, referral_id
        ) = 1
)

select
    * exclude (days_apart, started_on),
    started_on - received_on as days_searched,
    coalesce(is_out_of_hours, false)
    or started_on - received_on
    <= getvariable('placement_referrals.emergency_days') as is_emergency,
from nearest_searches
qualify
    row_number() over (
        partition by referral_id
        order by days_apart, started_on, placement_id
    ) = 1
order by placement_id
