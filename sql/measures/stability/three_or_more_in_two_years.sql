/*
title = "Three or more placements in two years"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children looked after on the last day of the period, the percentage who
lived with three or more carers in the two years to that day, also where they
came into care since. A placement that was already going on when the two years
began counts, and so does the one on the last day. Not counted: a stay of less
than a night, a change of legal status or of anything else with the same carer,
an adoption by the foster carer, and short stays such as hospital or holidays.
"""
source = "Department for Education, Children looked after in England, placement stability: three or more placements in the previous two years; what a placement is as in the Local authority interactive tool, LACStable: all placements of 24 hours or more, those open on 1 April and on 31 March included; placed for adoption with the existing foster carers is no change. The return has days and no times, so 24 hours is one night. Leaving out T0 to T4 is an assumption"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "24 months"
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
breakdowns = [
    "service", "service_group", "age_band", "sex", "legal_status", "locality",
]

[settings]
placements = { default = 3, type = "integer", says = "So many placements or more" }
minimum_nights = { default = 1, type = "integer", says = "Nights that a placement which is over must have lasted to count" }
counts_temporary = { default = false, type = "yes_no", says = "Temporary placements (T0 to T4) count" }
counts_same_carer_adoption = { default = false, type = "yes_no", says = "Placed for adoption with the foster carer (A3, A5) counts as a change" }
*/
with

counting_placements as (
    select
        *,
        case
            when getvariable(
                'three_or_more_in_two_years.counts_same_carer_adoption'
            )
                then placement_id
            else coalesce(continues_placement_id, placement_id)
        end as carer_id,
    from model.placements
    where
        not is_short_breaks_only
        and (
            ended_on is null
            or nights
            >= getvariable('three_or_more_in_two_years.minimum_nights')
        )
        and (
            not is_temporary
            or getvariable('three_or_more_in_two_years.counts_temporary')
        )
),

placements_in_window as (
    select
        caseload.counted_on,
        caseload.child_id,
        count(distinct counting_placements.carer_id) as placements,
    from model.caseload
    inner join counting_placements
        on caseload.child_id = counting_placements.child_id
        and counting_placements.started_on <= caseload.counted_on
        and coalesce(counting_placements.ended_on, date '9999-12-31')
        > window_start(caseload.counted_on, 24)
    group by caseload.counted_on, caseload.child_id
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    coalesce(
        placements_in_window.placements
        >= getvariable('three_or_more_in_two_years.placements'),
        false
    )::integer as numerator,
    1 as denominator,
    caseload.breakdowns,
from model.caseload
left join placements_in_window
    on caseload.counted_on = placements_in_window.counted_on
    and caseload.child_id = placements_in_window.child_id
