/*
title = "Care leavers on their birthdays"
says = """
One row per young person of a return of care leavers and birthday from the 17th
to the 25th in the year of that return, on the day of the birthday (who was born
on 29 February has it on 1 March in other years), up to the last day that the
return describes. Left out are those who died or went home for six months or
more, those who were only ever looked after for series of short breaks, and rows
whose date of birth nobody knows.
"""
*/
with

rows_of_returns as (
    select
        leavers.* replace (
            leavers.authority || '/' || leavers.child_id as child_id,
            coalesce(leavers.born_on, children.born_on) as born_on
        ),
        financial_year_start(leavers.snapshot_on) as year_start,
        children.sex,
        children.ethnic_group,
        children.is_asylum_seeking,
    from staging.oc3 as leavers
    left join model.children
        on leavers.authority || '/' || leavers.child_id = children.child_id
),

short_breaks_only as (
    select child_id,
    from model.periods_of_care
    group by child_id
    having bool_and(is_short_breaks_only)
),

birthdays as (
    select
        *,
        cast(
            date_part('year', year_start) - date_part('year', born_on)
            as integer
        ) as years,
        case
            when birthday_on(born_on, years) >= year_start then years
            else years + 1
        end as age,
        birthday_on(born_on, age) as birthday,
    from rows_of_returns
    where born_on is not null
)

select
    birthdays.authority,
    birthdays.child_id,
    birthdays.birthday,
    birthdays.age,
    case
        when birthdays.age <= 18 then '17 to 18'
        when birthdays.age <= 21 then '19 to 21'
        else '22 to 25'
    end as age_group,
    birthdays.in_touch,
    activities.is_in_education_employment_or_training,
    coalesce(activities.label, 'No information') as activity,
    accommodations.is_suitable,
    coalesce(accommodations.is_in_cohort, true) as is_accommodation_counted,
    coalesce(accommodations.accommodation, 'No information') as accommodation,
    struct_pack(
        sex := coalesce(birthdays.sex, 'Not known'),
        ethnic_group := coalesce(birthdays.ethnic_group, 'Not known'),
        asylum_seeking := asylum_label(
            birthdays.is_asylum_seeking, null, birthdays.birthday
        )
    ) as breakdowns,
    birthdays.file_id,
    birthdays.row_number,
from birthdays
left join code.oc3_in_touch as touches
    on birthdays.in_touch = touches.code
left join code.oc3_activ as activities
    on birthdays.activity = activities.code
left join code.oc3_accom as accommodations
    on birthdays.accommodation = accommodations.code
left join short_breaks_only
    on birthdays.child_id = short_breaks_only.child_id
where
    birthdays.age between 17 and 25
    and birthdays.birthday <= least(
        birthdays.snapshot_on, getvariable('as_at')
    )
    and coalesce(touches.is_in_cohort, touches.is_in_touch is not null, true)
    and short_breaks_only.child_id is null
order by birthdays.authority, birthdays.child_id, birthdays.birthday
