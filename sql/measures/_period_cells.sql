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
    select * from result.numbered_cells
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

-- Where a series has a row: the wholes always, a category where it has cases
-- and in the periods compared with those.
neighbouring as (
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
),

-- A category that stands in a current table has its earlier figures too.
wanted as (
    select * from neighbouring

    union

    select
        neighbouring.series_number,
        unnest([previous_number, last_year_number]) as period_number,
    from neighbouring
    inner join result.numbered_periods
        on neighbouring.period_number = numbered_periods.period_number
    where numbered_periods.is_current
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
