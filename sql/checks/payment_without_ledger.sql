/*
says = "published payments go to a provider that the ledger of that year does not know"
remedy = "see whether the ledger's export leaves out a cost centre, or name the provider's supplier number in SUPPLIER_IDS of the register of providers; a payment for something else than placements needs nothing"
severity = "warn"
column = "SUPPLIER"
needs = ["published_payments", "ledger", "providers"]
*/
with

ledger_years as (
    select distinct
        authority,
        financial_year_opens(financial_year) as year_opens,
    from staging.ledger
),

known as (
    select distinct
        authority,
        provider_id,
        financial_year_opens(financial_year) as year_opens,
    from model.spending
),

providers as (
    select
        authority,
        provider_id,
        folded_name(name) as folded,
    from model.providers
    where folded <> ''
),

paid as (
    select
        authority,
        file_id,
        row_number,
        financial_year_start(paid_on) as year_opens,
        folded_name(supplier) as folded,
    from staging.published_payments
)

select
    paid.authority,
    paid.file_id,
    paid.row_number,
from paid
inner join ledger_years
    on paid.authority = ledger_years.authority
    and paid.year_opens = ledger_years.year_opens
inner join providers
    on paid.authority = providers.authority
    and paid.folded = providers.folded
left join known
    on providers.authority = known.authority
    and providers.provider_id = known.provider_id
    and paid.year_opens = known.year_opens
group by paid.authority, paid.file_id, paid.row_number
having count(known.provider_id) = 0
