/*
title = "Volumes of services"
says = """
What each service was and cost, in each stretch of time, counted on its last
day: nights of placements by the return (short breaks and temporary moves left
out, as where the ledger is divided by nights); costs of the ledger, less
credits and without income; what was spent net of income under budgets; and the
profiled budget. Services that nobody provides, such as parents, have no nights
here.
"""
*/
with

nights as (
    select
        placements.authority,
        stretches.stretch_end,
        placements.service,
        sum(
            least(
                coalesce(placements.ended_on, date '9999-12-31'),
                stretches.stretch_end + 1
            ) - greatest(placements.started_on, stretches.stretch_start)
        ) as nights,
    from model.placements
    inner join model.services
        on placements.service = services.service
        and services.has_provider
    inner join model.stretches
        on placements.started_on <= stretches.stretch_end
        and coalesce(placements.ended_on, date '9999-12-31')
        > stretches.stretch_start
    where
        not placements.is_short_break
        and placements.within_placement_id is null
    group by all
),

spent as (
    select
        spending.authority,
        stretches.stretch_end,
        spending.service,
        sum(spending.amount) filter (
            where spending.kind is distinct from 'income'
        ) as cost,
        sum(spending.amount) filter (where lines.authority is null) as spent,
    from model.spending
    inner join model.stretches
        on spending.counted_on
        between stretches.stretch_start and stretches.stretch_end
    left join model.lines_without_budget as lines
        on spending.authority = lines.authority
        and spending.financial_year = lines.financial_year
        and spending.cost_centre = lines.cost_centre
        and spending.subjective = lines.subjective
    group by all
),

budgets as (
    select
        budgets.authority,
        stretches.stretch_end,
        budgets.service,
        sum(budgets.profiled_revised) as budget,
    from model.profiled_budgets as budgets
    inner join model.stretches
        on budgets.counted_on
        between stretches.stretch_start and stretches.stretch_end
    group by all
)

select
    authority,
    stretch_end as counted_on,
    service,
    coalesce(sum(nights), 0)::decimal(18, 0) as nights,
    coalesce(sum(cost), 0)::decimal(18, 2) as cost,
    coalesce(sum(spent), 0)::decimal(18, 2) as spent,
    coalesce(sum(budget), 0)::decimal(18, 2) as budget,
from (
    select * from nights
    union all by name
    select * from spent
    union all by name
    select * from budgets
)
group by all
