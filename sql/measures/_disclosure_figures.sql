/*
title = "Figures that are published together"
says = """
What is added up in each published cell. Counts of children or events, shares of
yes and no and rates are solved: what is hidden beside them follows from what a
reader could work out. Means, money and scores are not here: they keep to the
simple rule.
"""
*/
select
    series.*,
    periods.period_number,
    periods.period_kind,
    periods.period_start,
    case when definitions.counts = 'during' then periods.period_start end
        as starts_on,
    periods.period_end as ends_on,
    definitions.counts,
    definitions.not_known = 'in denominator' as keeps_not_known,
    definitions.unit = 'percent' as is_share,
    figures.value,
    figures.children as children_in_all,
    figures.children_counted,
    figures.children_not_counted,
    figures.children_not_known,
    figures.numerator::bigint as counted,
    case when is_share then figures.denominator::bigint end as in_all,
    figures.not_known::bigint as not_known,
    figures.cases,
    is_of_people(definitions.case_kind)
    and definitions.case_kind <> 'household' as is_of_people,
    period_cells.cell.mark as mark,
    period_cells.cell.mark_counted as mark_counted,
    period_cells.cell.mark_not_known as mark_not_known,
    risks.is_risky,
    risks.has_few_not_known,
    cells.is_given,
from result.disclosure_cells as cells
inner join result.reported_figures as figures
    on cells.series_number = figures.series_number
    and cells.period_number = figures.period_number
inner join result.period_cells
    on cells.series_number = period_cells.series_number
    and cells.period_number = period_cells.period_number
inner join result.disclosure_risks as risks
    on cells.series_number = risks.series_number
    and cells.period_number = risks.period_number
inner join result.series
    on cells.series_number = series.series_number
inner join measure.definitions
    on series.measure = definitions.measure
inner join result.numbered_periods as periods
    on cells.period_number = periods.period_number
where
    series.is_of_events
    and case
        when definitions.unit = 'count' then definitions.statistic = 'sum'
        when definitions.unit = 'percent' then series.is_of_yes_or_no
        else
            definitions.statistic = 'ratio'
            and (
                starts_with(definitions.unit, 'rate')
                or starts_with(definitions.unit, 'per ')
            )
    end
