/*
title = "Children who will turn 18"
unit = "count"
polarity = "neutral"
definition = """
The number of children looked after on the last day of the period who are under
18 on that day and whose eighteenth birthday falls within 6, 12 or 24 months
after it; a birthday on the last day of those months is within. Each longer time
contains the shorter ones. Who was born on 29 February turns 18 on 1 March. A
child whose date of birth is not known is not known.
"""
source = "Children Act 1989, section 105: a child is under 18; the council ceases to look after it on the eighteenth birthday"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "header"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "sex", "need", "asylum_seeking"]
categories = ["disability"]
figures = ["within 12 months", "within 6 months", "within 24 months"]
*/
with

horizons as (
    select
        unnest([6, 12, 24]) as months,
        'within ' || months || ' months' as figure,
),

last_days as (
    select
        counting_days.counted_on,
        horizons.figure,
        case
            when counting_days.counted_on = last_day(counting_days.counted_on)
                then last_day(
                    cast(
                        counting_days.counted_on + to_months(horizons.months)
                        as date
                    )
                )
            else cast(
                counting_days.counted_on + to_months(horizons.months) as date
            )
        end as last_birthday,
    from model.counting_days
    cross join horizons
),

nearly_grown as (
    select
        caseload.*,
        children.eighteen_on,
    from model.caseload
    inner join model.children
        on caseload.child_id = children.child_id
    where
        children.eighteen_on is null
        or children.eighteen_on > caseload.counted_on
)

select
    nearly_grown.counted_on,
    nearly_grown.authority,
    nearly_grown.child_id as case_id,
    nearly_grown.child_id,
    nearly_grown.provider_id,
    case when nearly_grown.eighteen_on is not null then 1 end as numerator,
    null as denominator,
    nearly_grown.breakdowns,
    last_days.figure,
    case caseload_disabilities.is_disabled
        when true then 'Disabled'
        when false then 'Not disabled'
        else 'Not known'
    end as disability,
from nearly_grown
inner join last_days
    on nearly_grown.counted_on = last_days.counted_on
left join model.caseload_disabilities
    on nearly_grown.counted_on = caseload_disabilities.counted_on
    and nearly_grown.child_id = caseload_disabilities.child_id
where
    nearly_grown.eighteen_on is null
    or nearly_grown.eighteen_on <= last_days.last_birthday
