/*
title = "Hidden figures"
says = """
The figures that a public copy does not show: those at risk; of a flow with a
month (or quarter) at risk, all months of its quarter (quarters of its year), so
that it is published by the longer period; and in each table with a hidden cell
the smallest other cells, until two cells with twice the threshold of children
are hidden, so that the figure for all does not give one away. A table with a
hidden cell has no percentages.
"""
*/
with

figures as (
    select
        figures.*,
        risks.is_risky,
        risks.has_few_not_known,
        definitions.unit,
        definitions.counts <> 'at end'
        and figures.period_kind in ('month', 'quarter') as is_part_of_flow,
        case figures.period_kind
            when 'month' then date_trunc('quarter', figures.period_start)
            when 'quarter' then financial_year_start(figures.period_start)
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
        is_risky
        or (
            is_part_of_flow
            and value <> 0
            and bool_or(is_risky) over (
                partition by
                    measure,
                    figure,
                    authority,
                    breakdown,
                    category,
                    breakdown_2,
                    category_2,
                    period_kind,
                    part_of
            )
        ) as is_hidden,
    from figures
),

ranked as (
    select
        *,
        bool_or(is_hidden) over same_table as table_has_hidden,
        row_number() over (
            same_table
            order by
                is_hidden desc, coalesce(value, 0) = 0, children, category,
                category_2
        ) as place,
        coalesce(
            sum(children) over (
                same_table
                order by
                    is_hidden desc, coalesce(value, 0) = 0, children, category,
                    category_2
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as children_hidden_before,
    from spread
    window same_table as (
        partition by
            measure, figure, authority, period_kind, period_id, breakdown,
            breakdown_2
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
    is_hidden
    or (
        table_has_hidden
        and breakdown <> 'all'
        and (
            (unit = 'percent' and value is not null)
            or (value <> 0 and place <= 2)
            or (
                value <> 0
                and children > 0
                and children_hidden_before
                < 2 * getvariable('disclosure.threshold')
            )
        )
    ) as is_hidden,
from ranked
