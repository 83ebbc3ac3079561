/*
title = "Money set aside for block contracts"
says = """
What each partner set aside for a block contract, in pounds: for each month of
the plan and stretch of time, counted on its last day, a part of a month by its
days. Only of partners that this run knows.
"""
*/
with

plans as (
    select distinct on (file_id, row_number)
        partner_authority as authority,
        contract_id,
        cast(date_trunc('month', month) as date) as month_start,
        money_allocated,
    from staging.block_plan
    where
        money_allocated is not null
        and partner_authority in (
            select authority from code.council_authorities
        )
    order by file_id, row_number, authority
)

select
    plans.authority,
    plans.contract_id,
    contracts.provider_id,
    stretches.stretch_end as counted_on,
    plans.contract_id || ' plan of ' || plans.month_start || ' to '
    || counted_on as case_id,
    divide_exact(
        cast(plans.money_allocated as decimal(38, 2)) * (
            least(stretches.stretch_end, last_day(plans.month_start))
            - greatest(stretches.stretch_start, plans.month_start) + 1
        ),
        date_part('day', last_day(plans.month_start)),
        4
    ) as amount,
    breakdowns_with(
        no_breakdowns(),
        contract := coalesce(contracts.title, plans.contract_id)
    ) as breakdowns,
from plans
inner join model.stretches
    on plans.month_start <= stretches.stretch_end
    and last_day(plans.month_start) >= stretches.stretch_start
    and stretches.stretch_end <= getvariable('as_at')
left join model.contracts
    on plans.authority = contracts.authority
    and plans.contract_id = contracts.contract_id
