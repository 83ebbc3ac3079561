/*
title = "Natures"
says = """
Whether the cases of a figure are events (each counts nought or one) and whether
they are answers of yes or no (its denominator too): what interval a figure
has hangs on it.
"""
*/
select
    measure,
    figure,
    bool_and(cells.is_of_events) as is_of_events,
    bool_and(cells.is_of_events and cells.is_of_answers) as is_of_yes_or_no,
from result.cells
where breakdown = 'all'
group by measure, figure
