/*
title = "Commitments under block contracts"
says = """
What each authority's part of a block contract will cost in each month that is
left of the financial year, as known on each day of forecast: its children in
block beds, by the terms ahead, and its part of the beds that will be empty, at
the contract's price, to the penny. A bed that is only paid for when used costs
nothing while empty; a step of the price, or the end of a scale-up, counts from
its day.
"""
*/
with

bed_days as (
    select * from model.block_bed_days
    where counted_on >= (select min(spent_to) from model.forecast_days)
),

stays as (
    select * from model.terms_ahead
    where
        is_placement
        and (authority, contract_id) in (
            select (authority, contract_id) from bed_days
        )
),

used as (
    select
        stays.known_on,
        stays.authority,
        stays.contract_id,
        bed_days.counted_on,
        count(*) as beds_used,
    from stays
    inner join bed_days
        on stays.authority = bed_days.authority
        and stays.contract_id = bed_days.contract_id
        and bed_days.counted_on >= stays.from_on
        and bed_days.counted_on < stays.to_on
    group by all
),

parts as (
    select
        bed_days.*,
        days.known_on,
        coalesce(used.beds_used, 0) as beds_used,
        greatest(bed_days.beds - coalesce(used.beds_used, 0), 0) as beds_spare,
    from model.forecast_days as days
    inner join model.contracts
        on days.authority = contracts.authority
        and coalesce(contracts.live_from <= days.known_on, true)
    inner join bed_days
        on contracts.authority = bed_days.authority
        and contracts.contract_id = bed_days.contract_id
        and bed_days.counted_on > days.spent_to
        and bed_days.counted_on <= days.year_end
    left join used
        on bed_days.authority = used.authority
        and bed_days.contract_id = used.contract_id
        and bed_days.counted_on = used.counted_on
        and days.known_on = used.known_on
),

paid as (
    select
        *,
        beds_used + case
            when is_paid_when_used or beds_spare = 0 then 0
            else divide_exact(
                beds_spare * greatest(
                    sum(beds) over block - sum(beds_used) over block, 0
                ),
                sum(beds_spare) over block,
                6
            )
        end as beds_paid,
    from parts
    window block as (partition by block_id, counted_on, known_on)
),

months as (
    select
        authority,
        known_on,
        contract_id,
        contract,
        provider_id,
        valid_from,
        price,
        nights_in_price,
        last_day(counted_on) as month_end,
        min(counted_on) as from_on,
        max(counted_on) + 1 as to_on,
        sum(beds_paid)::decimal(38, 6) as paid_nights,
    from paid
    where beds > 0 or beds_used > 0
    group by all
)

select
    * exclude (price, nights_in_price),
    divide_exact(paid_nights * price, nights_in_price, 2) as amount,
from months
