/*
title = "Counted cases"
says = """
Each case of each measure, once for every window that it counts in. Where the
header leaves out what is not known, its denominator is not counted either.
"""
*/
with

counted_windows as (
    select * from result.counted_windows
),

cases as (
    select * from measure.cases
),

definitions as (
    select * from measure.definitions
),

kept_open as (
    select distinct
        counted_on,
        child_id,
    from model.caseload
    where is_kept_open
)

select
    cases.measure,
    cases.figure,
    counted_windows.authority,
    counted_windows.window_number,
    counted_windows.has_breakdowns,
    cases.case_id,
    cases.child_id,
    cases.provider_id,
    cases.numerator,
    case
        when
            cases.numerator is not null
            or definitions.not_known = 'in denominator'
            then cases.denominator
    end as denominator,
    coalesce(cases.denominator, 1) as weight,
    definitions.statistic = 'mean' as is_mean,
    kept_open.child_id is not null as is_kept_open,
    cases.breakdowns,
    cases.extra,
from cases
inner join definitions
    on cases.measure = definitions.measure
inner join counted_windows
    on cases.measure = counted_windows.measure
    and cases.authority = counted_windows.case_authority
    and cases.counted_on is not distinct from counted_windows.counted_on
    and cases.period_id is not distinct from counted_windows.period_id
left join kept_open
    on definitions.counts = 'at end'
    and definitions.case_kind = 'child'
    and cases.counted_on = kept_open.counted_on
    and cases.child_id = kept_open.child_id
