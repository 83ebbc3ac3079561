/*
title = "Statements of block contracts"
says = """
One row per block contract that is live on the as-at date and partner that has
beds in it: what stands at the head of the partner's statement. The month is the
one of the as-at date, up to it.
"""
audience = "exempt"
scope = "contract"
needs = ["contracts", "block_beds", "block_allocations"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
subject_id = { label = "Copy", unit = "text", says = "The contract and the partner", is_printed = false }
subject_name = { label = "For", unit = "text", says = "The contract and the partner, in words", is_printed = false }
is_due = { label = "Is due", unit = "text", says = "Whether a statement is due: always", is_printed = false }
provider_id = { label = "Provider", unit = "text", says = "The provider of the contract", is_printed = false }
partner = { label = "Statement for", unit = "text", says = "The partner" }
contract_id = { label = "Contract", unit = "text", says = "The contract" }
contract = { label = "Title", unit = "text", says = "Its title" }
provider = { label = "Provider", unit = "text", says = "Who provides the beds" }
beds = { label = "Your beds", unit = "count", says = "Beds of the partner on the as-at date" }
contract_beds = { label = "Beds in all", unit = "count", says = "Beds of the contract on the as-at date" }
share = { label = "Your share", unit = "percent", says = "The partner's beds in a hundred of all" }
bed_price = { label = "Price of a bed", unit = "text", says = "Price of one bed a night, week or year" }
ends_on = { label = "Contract ends", unit = "date", says = "Last day of the contract" }
*/
with

terms as (
    select * from model.block_terms
    where
        valid_from <= getvariable('as_at')
        and coalesce(valid_to, date '9999-12-31') > getvariable('as_at')
    qualify row_number() over (
        partition by contract_id order by valid_from desc, authority
    ) = 1
),

shares as (
    select
        contract_id,
        partner_authority,
        any_value(partner) as partner,
        max(beds) as beds,
    from model.block_shares
    where
        beds_from <= getvariable('as_at')
        and coalesce(beds_to, date '9999-12-31') > getvariable('as_at')
        and beds > 0
    group by contract_id, partner_authority
)

select
    terms.contract_id || '-' || shares.partner_authority as subject_id,
    terms.contract || ': ' || shares.partner as subject_name,
    true as is_due,
    terms.provider_id,
    shares.partner,
    terms.contract_id,
    terms.contract,
    providers.name as provider,
    shares.beds,
    terms.beds as contract_beds,
    divide_exact(shares.beds * 100, terms.beds, 1) as share,
    case
        when terms.price % 1 = 0 then print_amount(terms.price, 'pounds')
        else print_pence(terms.price)
    end || ' a ' || terms.price_per as bed_price,
    contracts.ends_on,
from terms
inner join shares
    on terms.contract_id = shares.contract_id
left join model.providers
    on terms.authority = providers.authority
    and terms.provider_id = providers.provider_id
left join model.contracts
    on terms.authority = contracts.authority
    and terms.contract_id = contracts.contract_id
order by subject_name, subject_id
