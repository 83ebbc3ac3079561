/*
title = "Counted windows"
says = """
For each window that is covered, the days (or the period) whose cases count in
it. A stock is counted once for a day and serves every period that ends there;
a flow is counted on its day in every period that holds the day. Windows go by
numbers because text is slow to group by.
"""
*/
with

measure_periods as (
    select * from result.measure_periods
),

authorities as (
    select distinct authority from code.council_authorities
),

windows as (
    select
        measure,
        authority,
        counts,
        counting_window,
        any_value(period_id) as period_id,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        bool_or(has_breakdowns) as has_breakdowns,
    from measure_periods
    where is_covered
    group by measure, authority, counts, counting_window
),

numbered as (
    select
        * exclude (period_id),
        cast(
            dense_rank() over (order by counts, counting_window) as integer
        ) as window_number,
        case when counts = 'over' then period_id end as period_id,
        case counts
            when 'at end' then [period_end]
            when 'during' then
                list_transform(
                    range(period_end - period_start + 1),
                    lambda days: period_start + days::integer
                )
            else [null::date]
        end as days,
    from windows
)

select
    numbered.measure,
    numbered.authority,
    authorities.authority as case_authority,
    numbered.window_number,
    numbered.counting_window,
    numbered.has_breakdowns,
    unnest(numbered.days) as counted_on,
    numbered.period_id,
from numbered
inner join authorities
    on numbered.authority in (authorities.authority, 'all')
