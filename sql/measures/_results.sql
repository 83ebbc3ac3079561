/*
title = "Results"
says = """
Every figure as the exempt copies hold it, in the order in which people read.
"""
*/
select * exclude (figure_number),
from result.described_results
order by figure_number
