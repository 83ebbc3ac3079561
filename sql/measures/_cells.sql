/*
title = "Cells"
says = """
All cells that have a case: as a whole, by breakdown, by own category, by
cross.
"""
*/
select * from result.children_cells

union all by name

select * from result.other_cells
