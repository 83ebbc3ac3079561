/*
title = "Block beds of partners outside this run"
says = """
The beds allocated to partners that this run does not hold, in each month so
far: bed nights, the price of what the partners in the run leave of the bill
(who uses a bed of another pays for it), and the part of the running costs that goes with
them, in pounds to the hundredth of a penny. beds_due is null where only used
beds are paid for, because nobody here knows their nights.
"""
*/
with

registers as (
    select * from model.block_bed_days
    where counted_on <= getvariable('as_at')
    qualify
        authority = min(authority) over (
            partition by block_id, counted_on
        )
),

billed as (
    select
        block_id,
        counted_on,
        sum(beds_paid) as beds_paid,
    from model.block_days
    group by block_id, counted_on
),

outside as (
    select
        registers.contract_id,
        registers.authority,
        allocations.partner_authority as partner,
        registers.counted_on,
        last_day(registers.counted_on) as month_end,
        cast(allocations.beds as decimal(38, 0)) as beds_out,
        divide_exact(
            beds_out * greatest(
                registers.contract_beds - coalesce(billed.beds_paid, 0), 0
            ),
            sum(beds_out) over (
                partition by registers.block_id, registers.counted_on
            ),
            6
        ) as beds_billed,
        registers.contract_beds,
        registers.price,
        registers.nights_in_price,
        registers.is_paid_when_used,
    from registers
    inner join model.block_allocations as allocations
        on registers.authority = allocations.authority
        and registers.contract_id = allocations.contract_id
        and registers.counted_on >= allocations.beds_from
        and registers.counted_on < allocations.beds_to
    left join billed
        on registers.block_id = billed.block_id
        and registers.counted_on = billed.counted_on
    where allocations.partner_authority not in (
        select authority from code.council_authorities
    )
),

beds as (
    select
        partner,
        contract_id,
        month_end,
        price,
        nights_in_price,
        is_paid_when_used,
        sum(beds_out) as bed_nights,
        sum(beds_billed) as billed_nights,
    from outside
    group by all
),

running as (
    select
        outside.partner,
        outside.contract_id,
        outside.month_end,
        outside.contract_beds,
        costs.period,
        costs.amount,
        costs.days,
        sum(outside.beds_out) as bed_nights,
    from outside
    inner join model.block_costs as costs
        on outside.authority = costs.authority
        and outside.contract_id = costs.contract_id
        and outside.counted_on >= costs.costs_from
        and outside.counted_on < costs.costs_from + costs.days
    group by all
)

select
    partner,
    contract_id,
    month_end,
    bed_nights,
    case
        when not is_paid_when_used
            then divide_exact(billed_nights * price, nights_in_price, 4)
    end as beds_due,
    null::decimal(18, 6) as running_due,
from beds

union all

select
    partner,
    contract_id,
    month_end,
    0 as bed_nights,
    null as beds_due,
    divide_exact(amount * bed_nights, days * contract_beds, 4) as running_due,
from running
