/*
says = "ledger lines stand under a cost centre for which the year has no budget"
remedy = "enter the budget line, or correct COST_CENTRE of the ledger: until then the money counts as spent with nothing to spend"
severity = "warn"
column = "COST_CENTRE"
needs = ["ledger", "budgets"]
*/
with

budgeted_years as (
    select distinct authority, financial_year
    from staging.budgets
),

budgeted as (
    select distinct authority, financial_year, cost_centre
    from staging.budgets
)

select
    ledger.authority,
    ledger.file_id,
    ledger.row_number,
from staging.ledger as ledger
inner join budgeted_years
    on ledger.authority = budgeted_years.authority
    and ledger.financial_year = budgeted_years.financial_year
left join budgeted
    on ledger.authority = budgeted.authority
    and ledger.financial_year = budgeted.financial_year
    and ledger.cost_centre = budgeted.cost_centre
where budgeted.financial_year is null
