/*
title = "Cells by own category and by cross"
says = """
The cases of the measures that have category columns of their own, or ask for
crosses of two breakdowns ("service x arrangement"), counted by those.
"""
*/
with

kept_open as (
    select
        counted_on,
        child_id,
    from model.caseload
    where is_kept_open
),

crosses as (
    select
        measure,
        string_split(unnest(crosses), ' x ') as names,
    from measure.definitions
),

counted as (
    select
        cases.measure,
        cases.figure,
        windows.authority,
        windows.window_number,
        cases.case_id,
        cases.child_id,
        cases.provider_id,
        cases.numerator,
        case
            when cases.numerator is not null or windows.keeps_not_known
                then cases.denominator
        end as denominator,
        coalesce(cases.denominator, 1) as weight,
        windows.is_mean,
        kept_open.child_id is not null as is_kept_open,
        cases.breakdowns,
        cases.extra,
    from measure.cases
    inner join result.counted_windows as windows
        on cases.measure = windows.measure
        and cases.authority = windows.case_authority
        and cases.counted_on is not distinct from windows.counted_on
        and cases.period_id is not distinct from windows.period_id
    left join kept_open
        on windows.is_stock_of_children
        and cases.counted_on = kept_open.counted_on
        and cases.child_id = kept_open.child_id
    where windows.has_breakdowns
),

categorised as (
    select
        * exclude (breakdowns, extra),
        unnest(extra, max_depth := 2),
        '' as breakdown_2,
        '' as category_2,
    from counted
    where len(extra) > 0

    union all by name

    select
        counted.* exclude (breakdowns, extra),
        crosses.names[1] as breakdown,
        category_under(
            crosses.names[1], counted.breakdowns, counted.extra
        ) as category,
        crosses.names[2] as breakdown_2,
        category_under(
            crosses.names[2], counted.breakdowns, counted.extra
        ) as category_2,
    from counted
    inner join crosses
        on counted.measure = crosses.measure
)

select
    measure,
    figure,
    authority,
    window_number,
    breakdown,
    category,
    breakdown_2,
    category_2,
    cell_of(
        case_id,
        child_id,
        provider_id,
        numerator,
        denominator,
        weight,
        is_mean,
        is_kept_open
    ) as cell,
from categorised
where
    category is not null
    and category_2 is not null
group by all
