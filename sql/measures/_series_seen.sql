/*
title = "Series that the public sees"
says = """
The series of the tables that public reports and public data files hold, and of
those that the last final publication held: only of these is it asked what they
would give away.
"""
*/
select series.series_number
from result.series
inner join measure.published
    on series.measure = published.measure
    and series.breakdown = published.breakdown

union

select series.series_number
from result.series
inner join result.previously_published
    on series.measure = previously_published.measure
    and series.breakdown = previously_published.breakdown
where previously_published.is_public
