/*
title = "Numbered cells"
says = """
The cells of all measures with the number of the series that each belongs to.
"""
*/
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
