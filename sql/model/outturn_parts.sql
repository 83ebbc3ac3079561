/*
title = "Parts of the forecast outturn"
says = """
What the forecast of each year is made of, as known on each day of forecast, by
service, arrangement and provider: spent, as the ledger has it to spent_to;
committed, the signed agreements after it, less the shares of health and
education where the setting says so; and own services, the rest of the budget of
services that the council provides itself. budgeted_amount leaves out what
stands under a line of the budget book without a budget. amount is null where
the ledger does not hold the year so far.
"""

[settings]
net_of_shares = { default = true, type = "yes_no", says = "The shares of health and education agreed for the rest of the year are taken off, as income is taken off what was spent" }
*/
with

without_budget as (
    select
        authority,
        year_start,
        service,
        coalesce(client_group = 'asylum-seeking', false) as is_asylum_seeking,
    from model.budgets
    group by all
    having count(revised_budget) = 0
),

spent as (
    select
        days.authority,
        days.known_on,
        days.is_ledger_whole,
        'spent' as part,
        spending.provider_id,
        spending.breakdowns,
        sum(spending.amount) as amount,
        sum(spending.amount) filter (
            where lines.is_without_budget is null
        ) as budgeted_amount,
    from model.forecast_days as days
    inner join model.spending
        on days.authority = spending.authority
        and spending.counted_on between days.year_start and days.spent_to
    left join model.lines_without_budget as lines
        on spending.authority = lines.authority
        and spending.financial_year = lines.financial_year
        and spending.cost_centre = lines.cost_centre
        and spending.subjective = lines.subjective
    group by all
),

committed as (
    select
        days.authority,
        days.known_on,
        days.is_ledger_whole,
        'committed' as part,
        commitments.provider_id,
        breakdowns_with(
            no_breakdowns(),
            service := commitments.breakdowns.service,
            service_group := commitments.breakdowns.service_group,
            arrangement := commitments.breakdowns.arrangement
        ) as breakdowns,
        sum(
            commitments.amount - commitments.contributions
            * getvariable('outturn_parts.net_of_shares')::integer
        ) as net_amount,
        without_budget.service is not null as is_without_budget,
    from model.forecast_days as days
    inner join model.commitments
        on days.authority = commitments.authority
        and days.known_on = commitments.known_on
        and commitments.is_signed
        and not commitments.is_own
    left join without_budget
        on days.authority = without_budget.authority
        and days.year_start = without_budget.year_start
        and commitments.service = without_budget.service
        and (commitments.breakdowns.asylum_seeking = 'Asylum-seeking')
        = without_budget.is_asylum_seeking
    group by all
),

own_services as (
    select
        days.authority,
        days.known_on,
        days.is_ledger_whole,
        'own services' as part,
        budgets.breakdowns,
        sum(budgets.profiled_revised) as amount,
        amount as budgeted_amount,
    from model.forecast_days as days
    inner join model.profiled_budgets as budgets
        on days.authority = budgets.authority
        and budgets.counted_on > days.spent_to
        and budgets.counted_on <= days.year_end
    anti join model.services
        on budgets.service = services.service
        and services.is_commissioned
    group by all
)

select * replace (
    case when is_ledger_whole then amount end as amount,
    case when is_ledger_whole then budgeted_amount end as budgeted_amount
),
from (
    select * from spent
    union all by name
    select
        * exclude (net_amount, is_without_budget),
        net_amount as amount,
        case when not is_without_budget then net_amount end as budgeted_amount,
    from committed
    union all by name
    select * from own_services
)
