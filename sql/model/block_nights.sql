/*
title = "Nights of block contracts"
says = """
The nights of each authority's part in a block contract in each stretch of time,
counted on its last day: bed nights bought, used, lent, borrowed, empty
and paid, and what the paid and the empty ones cost, to the hundredth of a penny,
so that a price for a year comes out to the pound. Empty beds cost nothing where only used beds are
paid for.
"""
*/
with

totals as (
    select
        block_days.authority,
        block_days.contract_id,
        block_days.contract,
        block_days.provider_id,
        block_days.price,
        block_days.nights_in_price,
        block_days.valid_from,
        stretches.stretch_end as counted_on,
        sum(block_days.beds) as bed_nights,
        sum(block_days.beds_used) as used_nights,
        sum(block_days.beds_borrowed) as borrowed_nights,
        sum(block_days.beds_lent)::decimal(18, 6) as lent_nights,
        sum(block_days.beds_empty)::decimal(18, 6) as empty_nights,
        sum(block_days.beds_paid)::decimal(38, 6) as paid_nights,
        sum(block_days.beds_paid - block_days.beds_used)::decimal(38, 6)
            as paid_empty_nights,
    from model.block_days
    inner join model.stretches
        on block_days.counted_on
        between stretches.stretch_start and stretches.stretch_end
    group by all
)

select
    * exclude (contract, nights_in_price, price),
    contract_id || ' from ' || valid_from || ' to ' || counted_on as case_id,
    divide_exact(paid_nights * price, nights_in_price, 4) as paid_price,
    divide_exact(paid_empty_nights * price, nights_in_price, 4)
        as empty_price,
    breakdowns_with(
        no_breakdowns(),
        contract := contract
    ) as breakdowns,
from totals
