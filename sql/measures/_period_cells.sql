/*
title = "Cells of each period"
says = """
One row per measure, figure, authority, period and category that a reader may
look for. As a whole, every period has a row, also where there is no case. A
category has one in a period in which it has a case, and in those that are
compared with such a period: a service that nobody is in any more reads nought,
it does not vanish.
"""
*/
with

window_numbers as (
    select distinct
        measure,
        authority,
        counting_window,
        window_number,
    from result.counted_windows
),

numbered as (
    select
        measure_periods.*,
        window_numbers.window_number,
    from result.measure_periods
    left join window_numbers
        on measure_periods.measure = window_numbers.measure
        and measure_periods.authority = window_numbers.authority
        and measure_periods.counting_window = window_numbers.counting_window
),

figures as (
    select distinct
        cells.measure,
        cells.figure,
        case when numbered.counts = 'over' then numbered.period_kind end
            as only_kind,
    from result.cells
    inner join numbered
        on cells.window_number = numbered.window_number
    where cells.breakdown = 'all'
),

with_cases as (
    select
        cells.* exclude (
            cell, window_number, is_of_events, is_of_answers
        ),
        numbered.period_id,
    from numbered
    inner join result.cells
        on numbered.measure = cells.measure
        and numbered.authority = cells.authority
        and numbered.window_number = cells.window_number
    where
        cells.breakdown <> 'all'
        and numbered.has_breakdowns
),

compared as (
    select
        period_id,
        unnest([period_id, previous_period_id, last_year_period_id])
            as earlier_period_id,
    from model.periods
),

wanted as (
    select
        definitions.measure,
        coalesce(figures.figure, definitions.headline_figure) as figure,
        numbered.authority,
        numbered.period_id,
        'all' as breakdown,
        'all' as category,
        '' as breakdown_2,
        '' as category_2,
    from measure.definitions
    inner join numbered
        on definitions.measure = numbered.measure
    left join figures
        on definitions.measure = figures.measure
        and numbered.period_kind
        = coalesce(figures.only_kind, numbered.period_kind)
    where
        figures.measure is not null
        or definitions.measure not in (select measure from figures)

    union all by name

    select distinct with_cases.* replace (compared.period_id as period_id),
    from with_cases
    inner join compared
        on with_cases.period_id = compared.earlier_period_id
)

select
    wanted.*,
    numbered.is_covered,
    cells.cell,
from wanted
inner join numbered
    on wanted.measure = numbered.measure
    and wanted.authority = numbered.authority
    and wanted.period_id = numbered.period_id
    and (
        wanted.breakdown = 'all'
        or (numbered.is_covered and numbered.has_breakdowns)
    )
left join result.cells
    on wanted.measure = cells.measure
    and wanted.figure = cells.figure
    and wanted.authority = cells.authority
    and numbered.window_number = cells.window_number
    and wanted.breakdown = cells.breakdown
    and wanted.category = cells.category
    and wanted.breakdown_2 = cells.breakdown_2
    and wanted.category_2 = cells.category_2
