/*
title = "Hidden figures"
says = """
The figures that a public copy does not show: those at risk; of a flow with a
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
        figures.*,
        definitions.unit,
        risks.is_risky,
        risks.has_few_not_known,
        case
            when definitions.counts = 'at end' then figures.period_end
            when figures.period_kind = 'month' then
                date_trunc('quarter', figures.period_start)::date
            when figures.period_kind = 'quarter' then
                financial_year_start(figures.period_start)
            else figures.period_end
        end as part_of,
    from result.reported_figures as figures
    inner join measure.definitions
        on figures.measure = definitions.measure
    inner join result.disclosure_risks as risks
        on figures.figure_number = risks.figure_number
),

spread as (
    select
        *,
        sum(children) over same_series as children_in_parts,
        is_risky or (value <> 0 and bool_or(is_risky) over same_series)
            as is_at_risk,
    from figures
    window same_series as (
        partition by
            measure, figure, authority, breakdown, category, breakdown_2,
            category_2, period_kind, part_of
    )
),

parted as (
    select
        *,
        is_at_risk
        or (
            value <> 0
            and bool_or(is_at_risk and breakdown = 'all') over (
                partition by measure, figure, authority, period_id
            )
        ) as is_unsafe,
    from spread
),

ranked as (
    select
        *,
        bool_or(is_unsafe) over same_table as table_has_hidden,
        row_number() over same_table_by_size as place,
        sum(children) over same_table_by_size - children
            as children_before,
    from parted
    window
        same_table as (
            partition by
                measure, figure, authority, period_id, breakdown, breakdown_2
        ),
        same_table_by_size as (
            partition by
                measure, figure, authority, period_id, breakdown, breakdown_2
            order by
                is_unsafe desc,
                children_in_parts = 0,
                coalesce(value, 0) = 0,
                children_in_parts,
                category,
                category_2
            rows unbounded preceding
        )
)

select
    measure,
    figure,
    authority,
    period_id,
    breakdown,
    category,
    breakdown_2,
    category_2,
    figure_number,
    has_few_not_known,
    table_has_hidden,
    is_unsafe
    or (
        table_has_hidden
        and breakdown <> 'all'
        and value is not null
        and (
            unit = 'percent'
            or (value <> 0 and place <= 2)
            or (
                value <> 0
                and children_before between
                0 and 2 * getvariable('disclosure.threshold') - 1
                and children > 0
            )
        )
    ) as is_hidden,
from ranked
