/*
title = "Counted windows"
says = """
For each window that is covered, the days (or the period) whose cases count in
it: its moments, numbered. A stock is counted once for a day and serves every
period that ends there; what happens is counted by stretch, in every period that
holds the stretch.
"""
*/
with

windows as (
    select
        measure,
        authority,
        window_number,
        any_value(period_id) as period_id,
        any_value(period_start) as period_start,
        any_value(period_end) as period_end,
        bool_or(has_breakdowns) as has_breakdowns,
    from result.measure_periods
    where is_covered
    group by measure, authority, window_number
),

authorities as (
    select distinct authority from code.council_authorities
),

stretches as (
    select list(distinct begins_on) as beginnings from result.stretches
),

counted as (
    select
        windows.measure,
        windows.authority,
        authorities.authority as case_authority,
        windows.window_number,
        windows.has_breakdowns,
        case when definitions.counts = 'over' then windows.period_id end
            as period_id,
        unnest(
            case definitions.counts
                when 'at end' then [windows.period_end]
                when 'during' then
                    list_filter(
                        stretches.beginnings,
                        lambda beginning: beginning
                        between windows.period_start and windows.period_end
                    )
                else [null::date]
            end
        ) as counted_on,
    from windows
    inner join measure.definitions
        on windows.measure = definitions.measure
    inner join authorities
        on windows.authority in (authorities.authority, 'all')
    cross join stretches
)

select
    *,
    dense_rank() over (
        order by measure, case_authority, counted_on, period_id
    ) as moment_number,
from counted
