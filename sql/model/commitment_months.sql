/*
title = "Commitments by month"
says = """
What is committed for the rest of the financial year, as known on each day of
forecast: one row per agreement, its terms, what is paid, and month, from the
day after the ledger's last to the end of the year, in pounds to the penny. A
package that ends and a step of a rate are rows of their own, which take off or
add. The beds of a block contract are one row a month, at the contract's price;
a placement in them has one for support beside that price only. contributions are the shares of health and
education in it. What is not signed by both sides stands apart (is_signed).
"""
*/
with

blocks as (
    select distinct authority, contract_id from model.block_bed_days
),

paid as (
    select
        terms.* replace (
            case
                when blocks.contract_id is null then terms.weekly_price
                else terms.on_top_price
            end as weekly_price
        ),
        case
            when blocks.contract_id is null then 'agreed terms'
            else 'support beside the block price'
        end as what,
        coalesce(terms.health_share, 0) + coalesce(terms.education_share, 0)
            as weekly_contribution,
    from model.terms_ahead as terms
    left join blocks
        on terms.authority = blocks.authority
        and terms.contract_id = blocks.contract_id
        and terms.is_placement
    where blocks.contract_id is null or terms.on_top_price > 0

    union all by name
    select
        terms.* replace (
            changes.from_on as from_on,
            changes.to_on as to_on,
            changes.weekly_change as weekly_price
        ),
        changes.what,
        0 as weekly_contribution,
    from model.price_changes_ahead as changes
    inner join model.terms_ahead as terms
        on changes.authority = terms.authority
        and changes.known_on = terms.known_on
        and changes.agreement_id = terms.agreement_id
        and changes.valid_from = terms.valid_from
),

in_months as (
    select
        *,
        unnest(
            range(date_trunc('month', from_on), to_on, interval 1 month)
        )::date as month_start,
    from paid
),

priced as (
    select
        *,
        last_day(month_start) as month_end,
        (
            least(to_on, last_day(month_start) + 1)
            - greatest(from_on, month_start)
        )::integer as nights,
        price_of_nights(weekly_price, nights) as amount,
        case
            when weekly_contribution = 0 then 0
            else price_of_nights(weekly_contribution, nights)
        end as contributions,
    from in_months
)

select
    authority,
    known_on,
    agreement_id || ' from ' || valid_from || ', ' || what as commitment_id,
    what,
    agreement_id,
    contract_id,
    child_id,
    provider_id,
    service,
    valid_from,
    is_signed,
    is_overdue,
    greatest(from_on, month_start) as from_on,
    least(to_on, month_end + 1) as to_on,
    month_end,
    nights,
    weekly_price,
    amount::decimal(18, 2) as amount,
    contributions::decimal(18, 2) as contributions,
from priced
union all by name
select
    authority,
    known_on,
    contract_id || ' from ' || valid_from || ', block beds' as commitment_id,
    'block beds' as what,
    contract_id,
    provider_id,
    valid_from,
    true as is_signed,
    false as is_overdue,
    from_on,
    to_on,
    month_end,
    paid_nights as nights,
    amount::decimal(18, 2) as amount,
    0 as contributions,
from model.block_commitments
