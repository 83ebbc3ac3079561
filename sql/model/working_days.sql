/*
title = "Working days"
says = """
One row per day from the first placement to 60 days after the as-at date: how
many working days there have been up to and including it. Mondays to Fridays
are working days, but for the bank holidays of England.
"""
*/
with

bounds as (
    select
        min(started_on) as first_day,
        getvariable('as_at') + 60 as last_day,
    from model.episodes
),

days as (
    select
        unnest(
            list_transform(
                range(last_day - first_day + 1),
                lambda steps: first_day + steps::integer
            )
        ) as day,
    from bounds
)

select
    days.day,
    isodow(days.day) < 6 and holidays.code is null as is_working,
    count(*) filter (where is_working) over (
        order by days.day
        rows unbounded preceding
    ) as working_days,
from days
left join code.bank_holidays as holidays
    on days.day::varchar = holidays.code
order by days.day
