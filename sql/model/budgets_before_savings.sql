/*
title = "Budgets before savings"
says = """
The budget of each service and arrangement in each financial year with the
savings planned for it put back, in pounds, and the deliveries against it, each
with its day. Where a saving of a service does not say how the service is
bought, or names an arrangement without a budget, the service is taken as a
whole in that year. A service without a budget, or savings made across services,
have a null budget.
"""
*/
with

budget_lines as (
    select
        *,
        original_budget as amount,
    from model.budgets
    where original_budget is not null
),

saving_lines as (
    select * from model.savings
),

services_as_a_whole as (
    select distinct
        saving_lines.authority,
        saving_lines.financial_year,
        saving_lines.service,
    from saving_lines
    left join budget_lines
        on saving_lines.authority = budget_lines.authority
        and saving_lines.financial_year = budget_lines.financial_year
        and saving_lines.service = budget_lines.service
        and saving_lines.breakdowns.arrangement
        = budget_lines.breakdowns.arrangement
    where budget_lines.budget_id is null
),

lines as (
    select *, amount as budget, from budget_lines
    union all by name
    select
        *,
        target as planned,
        {'on_day': delivered_on, 'amount': delivered} as delivery,
    from saving_lines
),

placed as (
    select
        lines.*,
        case
            when services_as_a_whole.authority is null
                then lines.breakdowns.arrangement
            else 'Not known'
        end as part,
    from lines
    left join services_as_a_whole
        on lines.authority = services_as_a_whole.authority
        and lines.financial_year = services_as_a_whole.financial_year
        and lines.service is not distinct from services_as_a_whole.service
)

select
    authority,
    financial_year,
    year_start,
    year_end,
    service,
    concat_ws(
        '/', financial_year, coalesce(service, 'across services'), part
    ) as case_id,
    case when service is not null then sum(budget) end as budget,
    coalesce(sum(planned), 0) as planned,
    coalesce(sum(budget), 0) + coalesce(sum(planned), 0) as budget_before,
    list(delivery) filter (where delivery.amount is not null) as deliveries,
    breakdowns_with(
        no_breakdowns(),
        service := any_value(breakdowns.service),
        service_group := any_value(breakdowns.service_group),
        arrangement := part
    ) as breakdowns,
from placed
group by authority, financial_year, year_start, year_end, service, part
