/*
title = "Counted windows"
says = """
For each window that is covered, the days (or the period) whose cases count in
it. A stock is counted once for a day and serves every period that ends there;
a flow is counted on its day in every period that holds the day.
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
)

select
    windows.measure,
    windows.authority,
    authorities.authority as case_authority,
    windows.window_number,
    windows.has_breakdowns,
    definitions.not_known = 'in denominator' as keeps_not_known,
    definitions.statistic = 'mean' as is_mean,
    definitions.is_one_child,
    definitions.case_kind = 'child'
    and definitions.counts = 'at end' as is_stock_of_children,
    not definitions.is_one_child
    or (
        windows.has_breakdowns
        and windows.measure in (
            select measure from result.headings
            where is_counted_apart
        )
    ) as is_counted_apart,
    starts_with(definitions.unit, 'pounds')
    or definitions.case_kind in ('ledger line', 'invoice line', 'contract')
        as is_money,
    case when definitions.counts = 'over' then windows.period_id end
        as period_id,
    unnest(
        case definitions.counts
            when 'at end' then [windows.period_end]
            when 'during' then
                list_transform(
                    range(windows.period_end - windows.period_start + 1),
                    lambda days: windows.period_start + days::integer
                )
            else [null::date]
        end
    ) as counted_on,
from windows
inner join measure.definitions
    on windows.measure = definitions.measure
inner join authorities
    on windows.authority in (authorities.authority, 'all')
