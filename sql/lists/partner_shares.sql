/*
title = "Shares of partners in block contracts"
says = """
What each partner of a block contract is billed for each month of the last
twelve: its beds, the nights in them, its part of the running costs, what is due,
paid and still owed. The parts of a month add up to the contract's bill, to the
penny, as they are printed. Nights of partners that this run does not hold are not known: they are
billed for the beds allocated to them.
"""
audience = "exempt"
scope = "contract"
needs = ["block_beds", "contracts", "agreements"]
owner = "Head of finance"
reviewed = 2026-11-22

[columns]
contract_id = { label = "Contract reference", unit = "text", says = "Reference of the contract", is_printed = false }
contract = { label = "Contract", unit = "text", says = "The block contract" }
authority = { label = "Partner code", unit = "text", says = "Code of the partner", is_printed = false }
partner = { label = "Partner", unit = "text", says = "The partner" }
month_end = { label = "Month to", unit = "date", says = "Last day of the month" }
bed_nights = { label = "Bed nights", unit = "nights", says = "Nights of the beds allocated to it" }
used_nights = { label = "Nights used", unit = "nights", says = "Nights in which its children used a bed" }
borrowed_nights = { label = "Borrowed", unit = "nights", says = "Of them, nights in a bed of another partner" }
lent_nights = { label = "Lent", unit = "nights", says = "Nights of its beds that the children of others used" }
beds_due = { label = "Beds", unit = "pounds and pence", says = "Price of the nights used and of its part of the empty ones" }
running_due = { label = "Running costs", unit = "pounds and pence", says = "Its part of the running costs, by the beds" }
due = { label = "Due", unit = "pounds and pence", says = "Both" }
paid = { label = "Paid", unit = "pounds and pence", says = "What came in that month, whichever it was for" }
owed = { label = "Owed", unit = "pounds and pence", says = "Due less paid, from the first month in hand to the end of this one; empty for the authority that leads and pays the provider" }
*/
with

bills as (
    select
        *,
        coalesce(beds_due, 0) + coalesce(running_due, 0) as due,
        sum(due - paid) over (
            partition by contract_id, partner
            order by month_end
        ) as owed,
    from model.partner_bills
),

names as (
    select
        partner_authority,
        any_value(partner order by authority) as partner,
    from model.block_shares
    group by partner_authority
),

contracts as (
    select
        contract_id,
        any_value(contract order by authority) as contract,
        list(distinct authority) filter (where is_rest_own) as leads,
    from model.block_terms
    group by contract_id
)

select
    bills.contract_id,
    contracts.contract,
    bills.partner as authority,
    coalesce(names.partner, authorities.name, bills.partner) as partner,
    bills.month_end,
    bills.bed_nights,
    bills.used_nights,
    bills.borrowed_nights,
    bills.lent_nights,
    bills.beds_due,
    bills.running_due,
    bills.due,
    bills.paid,
    case
        when not list_contains(coalesce(contracts.leads, []), bills.partner)
            then bills.owed
    end as owed,
from bills
inner join contracts
    on bills.contract_id = contracts.contract_id
left join names
    on bills.partner = names.partner_authority
left join code.council_authorities as authorities
    on bills.partner = authorities.authority
where
    bills.month_end > cast(
        getvariable('as_at') - to_years(1) as date
    )
order by bills.contract_id, bills.month_end desc, bills.partner
