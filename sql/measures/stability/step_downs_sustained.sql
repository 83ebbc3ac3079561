/*
title = "Steps down that lasted"
unit = "percent"
polarity = "higher is better"
definition = """
Of the steps down from residential care that were 183 days old on a day of the
period, the percentage that had lasted: in those 183 days the child began no
placement other than with foster carers, in supported accommodation, with
adopters or with parents, and did not leave care for custody. Moves from one
such placement to another, leaving care for any other reason, short breaks and
temporary stays do not count against it. A placement begun on the last of these
days, the 183rd after the step down, no longer counts either. Where a placement
begun since is of a kind not known, and nothing else counts against it, it is
not known, stays in the total and is shown beside it.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; 183 days is half a year"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "183 days"
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "provider", "contract", "age_band", "locality",
]
categories = ["destination"]

[settings]
days = { default = 183, type = "integer", says = "Days that a step down must last" }
*/
with

step_downs as (
    select
        *,
        (stepped_down_on + getvariable('step_downs_sustained.days'))::date
            as counted_on,
    from model.residential_step_downs
),

later_placements as (
    select
        placements.child_id,
        placements.started_on,
        placement_kinds.destination <> '' as is_down,
    from model.placements
    inner join model.placement_kinds
        on placements.placement_id = placement_kinds.placement_id
    where
        not placements.is_temporary
        and not placements.is_short_break

    union all

    select
        child_id,
        ended_on as started_on,
        false as is_down,
    from model.periods_of_care
    where reason_ended = 'E9'
),

judged as (
    select
        step_downs.step_down_id,
        bool_and(later_placements.is_down) as is_down,
        bool_or(later_placements.is_down is null) as is_unclear,
    from step_downs
    inner join later_placements
        on step_downs.child_id = later_placements.child_id
        and later_placements.started_on > step_downs.stepped_down_on
        and later_placements.started_on < step_downs.counted_on
    group by step_downs.step_down_id
)

select
    step_downs.counted_on,
    step_downs.authority,
    step_downs.step_down_id as case_id,
    step_downs.child_id,
    step_downs.provider_id,
    case
        when judged.step_down_id is null then 1
        when not judged.is_down then 0
        when not judged.is_unclear then 1
    end as numerator,
    1 as denominator,
    step_downs.breakdowns,
    step_downs.destination,
from step_downs
left join judged
    on step_downs.step_down_id = judged.step_down_id
where step_downs.counted_on <= getvariable('as_at')
