/*
title = "Signals of control charts"
says = """
What chance alone seldom does: a month outside the limits, eight months running
on one side of the mean, six months running each higher (or each lower) than
the one before. A month on the mean itself, or one like the month before, ends
the run. Each signal in a sentence.
"""
*/
with

points as (
    select
        *,
        sign(value - centre)::integer as side,
        sign(rise)::integer as step,
        row_number() over (
            partition by series_number, is_rounded order by period_end
        ) as place,
    from result.control_points
),

strung as (
    select
        *,
        place - row_number() over (
            partition by series_number, is_rounded, side order by period_end
        ) as side_run,
        place - row_number() over (
            partition by series_number, is_rounded, step order by period_end
        ) as step_run,
    from points
),

outside as (
    select
        series_number,
        is_rounded,
        period_end as from_end,
        period_end as to_end,
        case when value > upper then 'above the upper limit'
            else 'below the lower limit'
        end as signal,
        month_in_words(period_end) || ' (' || display || ') lies ' || signal
        || '.' as says,
    from points
    where value > upper or value < lower
),

runs as (
    select
        series_number,
        is_rounded,
        min(period_end) as from_end,
        max(period_end) as to_end,
        case when side > 0 then 'run above the average'
            else 'run below the average'
        end as signal,
        count(*) as months,
        case when side > 0 then 'all lie above the average'
            else 'all lie below the average'
        end as what,
    from strung
    where side <> 0
    group by series_number, is_rounded, side, side_run
    having count(*) >= 8

    union all by name

    select
        series_number,
        is_rounded,
        min(period_end_before) as from_end,
        max(period_end) as to_end,
        case when step > 0 then 'rising trend' else 'falling trend' end
            as signal,
        count(*) + 1 as months,
        case when step > 0 then 'rise without a break'
            else 'fall without a break'
        end as what,
    from strung
    where step <> 0
    group by series_number, is_rounded, step, step_run
    having count(*) + 1 >= 6
)

select * from outside

union all by name

select
    * exclude (months, what),
    'The ' || months || ' months from ' || month_in_words(from_end) || ' to '
    || month_in_words(to_end) || ' ' || what || '.' as says,
from runs
