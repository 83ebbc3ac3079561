/*
title = "Beds of block contracts by day"
says = """
One row per block contract, authority that reads its register, and day to the
end of the financial year: beds are those of the authority, allocated to it, or
left over and its own; contract_beds those of all. nights_in_price is how many
nights one price buys: a price for a year is spread over the days of the
financial year.
"""
*/
with

terms_days as (
    select
        block_terms.*,
        unnest(
            range(
                greatest(
                    block_terms.valid_from,
                    (select min(stretch_start) from model.stretches)
                ),
                least(
                    block_terms.valid_to,
                    cast(
                        financial_year_start(getvariable('as_at'))
                        + to_years(1)
                        as date
                    )
                ),
                interval 1 day
            )
        )::date as counted_on,
    from model.block_terms
),

allocated as (
    select
        terms_days.authority,
        terms_days.contract_id,
        terms_days.counted_on,
        sum(allocations.beds) as all_beds,
        sum(allocations.beds) filter (
            where allocations.partner_authority = terms_days.authority
        ) as own_beds,
    from terms_days
    inner join model.block_allocations as allocations
        on terms_days.authority = allocations.authority
        and terms_days.contract_id = allocations.contract_id
        and terms_days.counted_on >= allocations.beds_from
        and terms_days.counted_on < allocations.beds_to
    group by all
)

select
    terms_days.* replace (
        coalesce(allocated.own_beds, 0) + case
            when terms_days.is_rest_own
                then greatest(
                    terms_days.beds - coalesce(allocated.all_beds, 0), 0
                )
            else 0
        end as beds
    ),
    terms_days.beds as contract_beds,
    case terms_days.price_per
        when 'night' then 1
        when 'week' then 7
        when 'year' then financial_year_days(terms_days.counted_on)
    end as nights_in_price,
from terms_days
left join allocated
    using (authority, contract_id, counted_on)
