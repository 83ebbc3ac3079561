/*
title = "Revisions"
says = """
Figures that print otherwise than they did in the last final publication of a
report: once for each report, and marked where that is the newest final
publication of the figure, which the results are held against. A period that
was cut then is another period now.
"""
*/
with

ranked as (
    select
        published.*,
        series.series_number,
        periods.period_number,
        row_number() over (
            partition by series.series_number, periods.period_number
            order by published.base desc, published.report
        ) = 1 as is_newest,
    from result.previously_published as published
    inner join result.series
        on published.measure = series.measure
        and published.figure = series.figure
        and published.authority = series.authority
        and published.breakdown = series.breakdown
        and published.category = series.category
        and published.breakdown_2 = series.breakdown_2
        and published.category_2 = series.category_2
    inner join result.numbered_periods as periods
        on published.period_id = periods.period_id
        and published.is_partial = periods.is_partial
)

select
    ranked.report,
    ranked.base,
    ranked.series_number,
    ranked.period_number,
    ranked.is_newest,
    ranked.is_public,
    ranked.value as previously_published,
from ranked
inner join result.reported_figures as figures
    on ranked.series_number = figures.series_number
    and ranked.period_number = figures.period_number
where ranked.display <> figures.display
