/*
title = "Children who left care and were adopted"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children who left the council's care in the period, the percentage who
were adopted. A child who left more than once in the period is counted once, at
the last time. Series of short breaks are not counted, nor is an ending that
says that another placement follows on the same day. Where the reason for
leaving is not known, the child stays in the total and is shown beside it.
Ages are those on the day of leaving.
"""
source = "Department for Education, Local authority interactive tool, percentage of children looked after adopted in the year: reasons E11 and E12, of all who ceased to be looked after; only the last occasion in the year"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "over"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["age_band", "sex", "ethnic_group", "need", "legal_status"]
*/
with

last_placements as (
    select
        period_of_care_id,
        arg_max_null(provider_id, started_on) as provider_id,
        arg_max_null(breakdowns, started_on) as breakdowns,
    from model.placements
    group by period_of_care_id
),

leavers as (
    select
        periods_of_care.*,
        coalesce(ages.label, 'Not known') as age_band,
    from model.periods_of_care
    inner join model.children
        on periods_of_care.child_id = children.child_id
    left join model.ages
        on age_on(children.born_on, periods_of_care.ended_on) = ages.age
    where
        periods_of_care.ended_on is not null
        and periods_of_care.reason_ended is distinct from 'X1'
        and not periods_of_care.is_short_breaks_only
)

select
    periods.period_id,
    leavers.authority,
    leavers.child_id as case_id,
    leavers.child_id,
    last_placements.provider_id,
    case
        when leavers.reason_ended is not null
            then leavers.is_adopted::integer
    end as numerator,
    1 as denominator,
    struct_update(
        last_placements.breakdowns,
        age_band := leavers.age_band
    ) as breakdowns,
from leavers
inner join model.periods
    on leavers.ended_on between periods.period_start and periods.period_end
left join last_placements
    on leavers.period_of_care_id = last_placements.period_of_care_id
qualify
    row_number() over (
        partition by periods.period_id, leavers.child_id
        order by leavers.ended_on desc
    ) = 1
