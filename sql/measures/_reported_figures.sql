/*
title = "Reported figures"
says = """
All figures: those of the periods, and the means of month ends.
"""
*/
select * from result.figures

union all by name

select * from result.year_to_date_means
