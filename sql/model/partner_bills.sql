/*
title = "Bills of block partners"
says = """
What each partner of a block contract is to be billed for each month so far, to
the penny: the parts add up to the contract's bill, because each is rounded so
that the parts up to it together are right. Nights of partners that this run does
not hold are not known: they are billed for the beds allocated to them, and not
at all while only used beds are paid for (beds_due is null). paid is what came in
that month, whichever it was for.
"""
*/
with

received as (
    select distinct on (file_id, row_number) *,
    from model.contributions
    where
        received_on is not null
        and contract_id in (select contract_id from model.block_terms)
        and coalesce(kind in ('recharge', 'up-front', 'running cost'), true)
    order by file_id, row_number, authority
),

charges as (
    select
        authority as partner,
        contract_id,
        last_day(counted_on) as month_end,
        bed_nights,
        used_nights,
        lent_nights,
        borrowed_nights,
        empty_nights,
        paid_price as beds_due,
    from model.block_nights

    union all by name

    select
        authority as partner,
        contract_id,
        last_day(counted_on) as month_end,
        amount as running_due,
    from model.block_running_costs

    union all by name

    select
        upper(partner) as partner,
        contract_id,
        month_end,
        bed_nights,
        beds_due,
        running_due,
    from model.block_bills_outside

    union all by name

    select
        upper(party) as partner,
        contract_id,
        last_day(received_on) as month_end,
        amount as paid,
    from received
),

months as (
    select
        partner,
        contract_id,
        month_end,
        sum(bed_nights) as bed_nights,
        sum(used_nights) as used_nights,
        round_exact(sum(lent_nights), 2) as lent_nights,
        sum(borrowed_nights) as borrowed_nights,
        round_exact(sum(empty_nights), 2) as empty_nights,
        sum(beds_due) as beds_due,
        sum(running_due) as running_due,
        coalesce(sum(paid), 0) as paid,
    from charges
    group by partner, contract_id, month_end
),

summed as (
    select
        *,
        coalesce(sum(beds_due) over so_far, 0) as beds_up_to,
        coalesce(sum(running_due) over so_far, 0) as running_up_to,
    from months
    window so_far as (
        partition by contract_id, month_end order by partner
    )
)

select
    partner,
    contract_id,
    month_end,
    partner in (select authority from code.council_authorities)
        as is_in_this_run,
    bed_nights,
    used_nights,
    lent_nights,
    borrowed_nights,
    empty_nights,
    (
        round_exact(beds_up_to, 2) - round_exact(beds_up_to - beds_due, 2)
    )::decimal(18, 2) as beds_due,
    (
        round_exact(running_up_to, 2)
        - round_exact(running_up_to - running_due, 2)
    )::decimal(18, 2) as running_due,
    paid,
from summed
