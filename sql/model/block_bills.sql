/*
title = "Bills for block beds"
says = """
One row per invoice line that names neither agreement nor child, of a provider
with a block contract on some of its nights: the nights of the beds bought, those
of them that lines bill by agreement, and what the rest may come to at the
contract's price, less what earlier such lines billed for the same nights, in
millionths of a pound.
"""
*/
with

months as (
    select
        *,
        greatest(bed_nights - agreement_nights, 0) as empty_nights,
    from model.block_bill_months
),

priced as (
    select
        *,
        case
            when day_count = 'calendar months'
                then cast(yearly_price * 1000000 as bigint)
                * empty_nights
                // (12 * day(last_day(month)))
            else cast(price * 1000000 as bigint)
                * empty_nights
                // case price_per
                    when 'night' then 1
                    when 'week' then 7
                    else financial_year_days(month)
                end
        end as price_of_nights,
    from months
),

bills as (
    select
        authority,
        line_id,
        min(contract_id) as contract_id,
        min(contract) as contract,
        sum(bed_nights) as bed_nights,
        sum(agreement_nights) as agreement_nights,
        sum(empty_nights) as empty_nights,
        sum(price_of_nights) as price_of_nights,
    from priced
    group by authority, line_id
),

lines as (
    select
        bills.*,
        lines.provider_id,
        lines.service_from,
        lines.service_to,
        lines.nights,
        lines.pence,
        lines.seq,
    from bills
    inner join model.billed_lines as lines
        on bills.authority = lines.authority
        and bills.line_id = lines.line_id
),

earlier as (
    select
        lines.authority,
        lines.line_id,
        sum(
            others.pence * 10000 * (
                least(lines.service_to, others.service_to)
                - greatest(lines.service_from, others.service_from) + 1
            ) // others.nights
        ) as billed_before,
    from lines
    inner join lines as others
        on lines.authority = others.authority
        and lines.provider_id = others.provider_id
        and others.seq < lines.seq
        and others.service_from <= lines.service_to
        and others.service_to >= lines.service_from
    group by lines.authority, lines.line_id
)

select
    lines.authority,
    lines.line_id,
    lines.contract_id,
    lines.contract,
    lines.bed_nights,
    lines.agreement_nights,
    lines.empty_nights,
    coalesce(earlier.billed_before, 0) as billed_before,
    greatest(
        lines.price_of_nights
        - coalesce(earlier.billed_before, 0),
        0
    ) as allowed,
from lines
left join earlier
    on lines.authority = earlier.authority
    and lines.line_id = earlier.line_id
