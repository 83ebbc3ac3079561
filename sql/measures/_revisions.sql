/*
title = "Revisions"
says = """
Figures that print otherwise than they did in the last final publication of a
report: once for each report, and marked where that is the newest final
publication of the figure, which the results are held against. A period that
was cut then is another period now. Public copies say so of what everyone could
read; of rounded counts where they round otherwise now, and of rounded shares
never, for their parts are not kept.
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
    ranked.value as previously_published,
    as_published(
        case
            when definitions.statistic = 'mean'
                then round_exact(ranked.value, unit_digits(definitions.unit))
            when not has_counts(definitions.unit, definitions.case_kind)
                then ranked.value
            when definitions.statistic = 'sum' then round_count(ranked.value)
        end,
        ranked.value
    )::decimal(18, 6) as published_value,
    ranked.is_public
    and coalesce(
        as_published(published_value <> rounded.value, true), false
    ) as is_public,
from ranked
inner join result.reported_figures as figures
    on ranked.series_number = figures.series_number
    and ranked.period_number = figures.period_number
inner join result.series
    on ranked.series_number = series.series_number
inner join measure.definitions
    on series.measure = definitions.measure
left join result.public_figures as rounded
    on ranked.series_number = rounded.series_number
    and ranked.period_number = rounded.period_number
where ranked.display <> figures.display
