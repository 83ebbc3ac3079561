/*
title = "Cells"
says = """
All cells that have a case: as a whole, by breakdown, by own category, by
cross.
"""
*/
select * exclude (is_of_events, is_of_yes_or_no)
from result.overall_cells

union all by name

select * from result.breakdown_cells

union all by name

select * from result.category_cells
