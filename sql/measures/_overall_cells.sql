/*
title = "Overall cells"
says = """
The cases of all measures counted as a whole: one row per measure, figure,
authority and window that has a case; and whether they are events (each case
counts nought or one) or yes and no (and so does its denominator).
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

counted as materialized (
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
),

parts as (
    select
        measure,
        figure,
        authority,
        window_number,
        provider_id,
        bool_and(numerator is null or numerator in (0, 1)) as is_of_events,
        bool_and(denominator is null or denominator in (0, 1))
        and is_of_events as is_of_yes_or_no,
        cell_part_of(
            case_id,
            child_id,
            numerator,
            denominator,
            weight,
            is_mean,
            is_kept_open
        ) as part,
    from counted
    group by measure, figure, authority, window_number, provider_id
)

select
    measure,
    figure,
    authority,
    window_number,
    'all' as breakdown,
    'all' as category,
    '' as breakdown_2,
    '' as category_2,
    bool_and(is_of_events) as is_of_events,
    bool_and(is_of_yes_or_no) as is_of_yes_or_no,
    cell_of_parts(provider_id, part) as cell,
from parts
group by measure, figure, authority, window_number
