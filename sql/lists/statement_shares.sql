/*
title = "Each partner's beds and their price"
says = """
One row per block contract, month of the financial year so far and partner: the
beds allocated to it, their nights and their price, to the penny: the prices of
a month add up to that of all its beds, because each is rounded so that those up
to it together are right. What a partner is billed stands in the list of shares:
lending and months that pay for used beds only change it. The last month ends on
the as-at date.
"""
audience = "exempt"
scope = "contract"
needs = ["contracts", "block_beds", "block_allocations"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
contract_id = { label = "Contract", unit = "text", says = "The contract", is_printed = false }
month = { label = "Month to", unit = "date", says = "Last day of the month, or the as-at date" }
partner = { label = "Partner", unit = "text", says = "Whose beds they are" }
beds = { label = "Beds", unit = "count", says = "Beds on the last day" }
bed_nights = { label = "Bed nights", unit = "count", says = "Nights of those beds in the month" }
price = { label = "Price", unit = "pounds and pence", says = "Price of those nights, used or not" }
bill = { label = "Price of all beds", unit = "pounds and pence", says = "Price of the nights of all partners' beds in the month" }
*/
with

days as (
    select distinct on (contract_id, counted_on)
        authority,
        contract_id,
        counted_on,
        price,
        price_per,
        yearly_price,
    from model.block_parts
    where counted_on >= financial_year_start(getvariable('as_at'))
    order by contract_id, counted_on, authority
),

nights as (
    select
        days.contract_id,
        least(last_day(days.counted_on), getvariable('as_at')) as month,
        shares.partner_authority,
        shares.partner,
        arg_max(shares.beds, days.counted_on) as beds,
        sum(shares.beds)::bigint as bed_nights,
        sum(
            shares.beds * case days.price_per
                when 'night' then days.price * 7
                when 'week' then days.price
                else divide_exact(
                    days.price * 7, financial_year_days(days.counted_on), 6
                )
            end
        ) as sevenfold_price,
    from days
    inner join model.block_shares as shares
        on days.authority = shares.authority
        and days.contract_id = shares.contract_id
        and days.counted_on >= shares.beds_from
        and days.counted_on < coalesce(shares.beds_to, date '9999-12-31')
    group by all
),

summed as (
    select
        *,
        sum(sevenfold_price) over so_far as sevenfold_up_to,
        sum(sevenfold_price) over (partition by contract_id, month)
            as sevenfold_bill,
    from nights
    window so_far as (
        partition by contract_id, month order by partner_authority
    )
)

select
    contract_id,
    month,
    partner,
    beds,
    bed_nights,
    (
        divide_exact(sevenfold_up_to, 7, 2)
        - divide_exact(sevenfold_up_to - sevenfold_price, 7, 2)
    )::decimal(18, 2) as price,
    divide_exact(sevenfold_bill, 7, 2)::decimal(18, 2) as bill,
from summed
order by contract_id, month, partner
