/*
title = "Suppression"
says = """
What public copies do not show, and why, for those who may see all: of each
hidden figure whether it is at risk itself (primary), protects another
(secondary), or is a comparison with one that is hidden; and, where it was
solved, the values that a reader cannot tell apart.
"""
*/
with

hidden as (
    select * from result.hidden_figures
),

values_left as (
    select
        quantities.series_number,
        quantities.period_number,
        min(possible_values.lowest) as lowest,
        min(possible_values.highest) as highest,
    from result.disclosure_quantities as quantities
    inner join result.possible_values
        on quantities.quantity_number = possible_values.quantity_number
    where quantities.is_at_risk and quantities.part = 'counted'
    group by quantities.series_number, quantities.period_number
),

protected as (
    select
        quantity_number,
        min(series_number) as series_number,
    from result.disclosure_quantities
    where is_at_risk
    group by quantity_number
),

suppressed as (
    select
        figures.series_number,
        figures.period_number,
        case
            when risks.is_risky then 'primary'
            when hidden.is_hidden then 'secondary'
            when hidden.has_few_not_known then 'not known'
        end as hidden,
        case
            when risks.is_about_few_children then 'about few children'
            when risks.is_about_few_providers then 'about few providers'
            when protecting.series_number is not null then
                concat_ws(
                    ', ', 'protects ' || protecting.measure,
                    protecting.category, nullif(protecting.category_2, '')
                )
            when rounded.symbol = 'c' then 'too few to round'
            when hidden.is_hidden then 'table with a hidden figure'
            else 'not known of few children'
        end as why,
        values_left.lowest,
        values_left.highest,
    from result.disclosure_cells as figures
    inner join hidden
        on figures.series_number = hidden.series_number
        and figures.period_number = hidden.period_number
    inner join result.disclosure_risks as risks
        on figures.series_number = risks.series_number
        and figures.period_number = risks.period_number
    left join result.rounded_figures as rounded
        on figures.series_number = rounded.series_number
        and figures.period_number = rounded.period_number
    left join values_left
        on figures.series_number = values_left.series_number
        and figures.period_number = values_left.period_number
    left join protected
        on hidden.hidden_for = protected.quantity_number
    left join result.series as protecting
        on protected.series_number = protecting.series_number
    where hidden.is_hidden or hidden.has_few_not_known
),

compared as (
    select
        comparisons.series_number,
        comparisons.period_number,
        'comparison' as hidden,
        'compared with a hidden figure (' || comparisons.basis || ')' as why,
        null::bigint as lowest,
        null::bigint as highest,
    from result.hidden_comparisons as comparisons
    inner join result.disclosure_cells as figures
        on comparisons.series_number = figures.series_number
        and comparisons.period_number = figures.period_number
    where comparisons.basis in ('previous', 'last_year')
),

together as (
    select * from suppressed

    union all

    select * from compared
)

select
    series.measure,
    series.figure,
    series.authority,
    periods.period_id,
    series.breakdown,
    series.category,
    series.breakdown_2,
    series.category_2,
    together.* exclude (series_number, period_number),
from together
inner join result.series
    on together.series_number = series.series_number
inner join result.numbered_periods as periods
    on together.period_number = periods.period_number
order by all
