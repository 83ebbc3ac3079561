/*
title = "Cells of each period"
says = """
One row per series and period that a reader may look for. As a whole, every
period has a row, also where there is no case (a measure that chooses its own
periods: every period of the kinds that it chose). A category has one in a
period in which it has a case, and in those that are compared with such a
period: a service that nobody is in any more reads nought, it does not vanish.
"""
*/
with

measure_periods as (
    select * from result.measure_periods
),

numbered_cells as (
    select
        series.series_number,
        series.measure,
        series.figure,
        series.breakdown,
        cells.window_number,
        cells.cell,
    from result.cells
    inner join result.series
        on cells.measure = series.measure
        and cells.figure = series.figure
        and cells.authority = series.authority
        and cells.breakdown = series.breakdown
        and cells.category = series.category
        and cells.breakdown_2 = series.breakdown_2
        and cells.category_2 = series.category_2
),

own_kinds as (
    select distinct
        numbered_cells.measure,
        numbered_cells.figure,
        measure_periods.period_kind,
    from numbered_cells
    inner join measure_periods
        on numbered_cells.window_number = measure_periods.window_number
    where
        numbered_cells.breakdown = 'all'
        and measure_periods.counts = 'over'
),

occupied as (
    select
        numbered_cells.series_number,
        measure_periods.period_number,
    from numbered_cells
    inner join measure_periods
        on numbered_cells.window_number = measure_periods.window_number
    where
        numbered_cells.breakdown <> 'all'
        and measure_periods.has_breakdowns
),

wanted as (
    select
        series.series_number,
        measure_periods.period_number,
    from result.series
    inner join measure_periods
        on series.measure = measure_periods.measure
        and series.authority = measure_periods.authority
    left join own_kinds
        on series.measure = own_kinds.measure
        and series.figure = own_kinds.figure
        and measure_periods.period_kind = own_kinds.period_kind
    where
        series.breakdown = 'all'
        and (
            own_kinds.measure is not null
            or series.measure not in (select measure from own_kinds)
        )

    union all

    select distinct
        occupied.series_number,
        compared_periods.period_number,
    from occupied
    inner join result.compared_periods
        on occupied.period_number = compared_periods.other_number
)

select
    wanted.series_number,
    wanted.period_number,
    measure_periods.is_covered,
    numbered_cells.cell,
from wanted
inner join result.series
    on wanted.series_number = series.series_number
inner join measure_periods
    on series.measure = measure_periods.measure
    and series.authority = measure_periods.authority
    and wanted.period_number = measure_periods.period_number
    and (
        series.breakdown = 'all'
        or (measure_periods.is_covered and measure_periods.has_breakdowns)
    )
left join numbered_cells
    on wanted.series_number = numbered_cells.series_number
    and measure_periods.window_number = numbered_cells.window_number
