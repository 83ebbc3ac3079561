/*
title = "Figures hidden by the simple rule"
says = """
What is hidden where nothing is solved: figures at risk; of a flow with a
month (or quarter) at risk, all months of its quarter (quarters of its year), so
that it is published by the longer period; where the figure for all is hidden,
what it is made of; and in each table with a hidden cell the smallest others,
the same in every part of a longer period, until two cells with twice the
threshold of children are hidden, so that the figure for all does not give one
away. A table with a hidden cell has no percentages.
"""
*/
with

figures as (
    select
        figures.series_number,
        figures.period_number,
        figures.value,
        figures.children,
        series.head_number,
        series.table_number,
        series.breakdown = 'all' as is_whole,
        definitions.unit,
        risks.is_risky,
        risks.has_few_not_known,
        periods.period_kind,
        case
            when definitions.counts = 'at end' then periods.period_end
            when periods.period_kind = 'month' then
                date_trunc('quarter', periods.period_start)::date
            when periods.period_kind = 'quarter' then
                financial_year_start(periods.period_start)
            else periods.period_end
        end as part_of,
    from result.reported_figures as figures
    inner join result.disclosure_risks as risks
        on figures.series_number = risks.series_number
        and figures.period_number = risks.period_number
    inner join result.series
        on figures.series_number = series.series_number
    inner join result.numbered_periods as periods
        on figures.period_number = periods.period_number
    inner join measure.definitions
        on series.measure = definitions.measure
),

spread as (
    select
        *,
        sum(children) over same_series as children_in_parts,
        is_risky or (value <> 0 and bool_or(is_risky) over same_series)
            as is_at_risk,
    from figures
    window same_series as (partition by series_number, period_kind, part_of)
),

parted as (
    select
        *,
        is_at_risk
        or (
            value <> 0
            and bool_or(is_at_risk and is_whole) over (
                partition by head_number, period_number
            )
        ) as is_unsafe,
    from spread
),

ranked as (
    select
        *,
        bool_or(is_unsafe) over same_table as table_has_hidden,
        row_number() over same_table_by_size as place,
        sum(children) over same_table_by_size - children as children_before,
    from parted
    window
        same_table as (partition by table_number, period_number),
        same_table_by_size as (
            partition by table_number, period_number
            order by
                is_unsafe desc,
                children_in_parts = 0,
                coalesce(value, 0) = 0,
                children_in_parts,
                series_number
            rows unbounded preceding
        )
)

select
    series_number,
    period_number,
    has_few_not_known,
    table_has_hidden,
    is_unsafe
    or (
        table_has_hidden
        and not is_whole
        and value is not null
        and (
            unit = 'percent'
            or (value <> 0 and place <= 2)
            or (
                value <> 0
                and children > 0
                and children_before < 2 * getvariable('disclosure.threshold')
            )
        )
    ) as is_hidden,
from ranked
