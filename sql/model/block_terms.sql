/*
title = "Block terms"
says = """
One row per block contract, authority that reads the register, and the day from
which so many beds are bought at a price. They hold from valid_from up to, and
not on, valid_to. yearly_price is that of a bed in the weeks in a year of the
settings, where the price is not already one for a year. block_id is the same
for all authorities that share the register. term_months is the length of the
contract with every extension, running_costs those of all years in the register;
is_rest_own: beds that nobody has been allocated
are this authority's, because it leads, or is the only one that reads the
register.
"""
*/
with

readers as (
    select
        *,
        file_id || '/' || row_number as block_id,
        count(*) over (partition by file_id, row_number) as readers,
    from staging.block_beds
),

allocated as (
    select distinct authority, contract_id from staging.block_allocations
),

running as (
    select
        authority,
        contract_id,
        sum(amount) as running_costs,
    from staging.block_costs
    where kind = 'running'
    group by authority, contract_id
),

terms as (
    select
        readers.*,
        contracts.* exclude (
            authority, contract_id, lead_authority, file_id, row_number
        ),
        coalesce(readers.valid_from, contracts.starts_on) as terms_from,
        allocated.contract_id is not null as is_allocated,
        coalesce(running.running_costs, 0) as running_costs,
        contracts.lead_authority is null as is_without_lead,
        coalesce(
            lower(contracts.lead_authority)
            in (lower(authorities.authority), lower(authorities.name)),
            false
        ) as is_lead,
    from readers
    inner join model.contracts
        on readers.authority = contracts.authority
        and readers.contract_id = contracts.contract_id
    left join code.council_authorities as authorities
        on readers.authority = authorities.authority
    left join allocated
        on readers.authority = allocated.authority
        and readers.contract_id = allocated.contract_id
    left join running
        on readers.authority = running.authority
        and readers.contract_id = running.contract_id
),

months as (
    select
        *,
        list_sum(
            list_transform(
                regexp_extract_all(coalesce(extensions, ''), '[0-9]+'),
                lambda written: cast(written as integer)
            )
        ) as extension_months,
    from terms
    where terms_from is not null
)

select
    authority,
    contract_id,
    block_id,
    title as contract,
    provider_id,
    terms_from as valid_from,
    least(
        lead(terms_from) over (
            partition by authority, contract_id
            order by terms_from
        ),
        valid_to + 1,
        live_to + 1
    ) as valid_to,
    beds,
    price,
    price_per,
    cast(
        case price_per
            when 'year' then price
            when 'week' then price * getvariable('reporting.weeks_in_a_year')
            when 'night'
                then price * 7 * getvariable('reporting.weeks_in_a_year')
        end
        as decimal(18, 6)
    ) as yearly_price,
    coalesce(is_paid_when_used, false) as is_paid_when_used,
    running_costs,
    cast(
        datesub('month', starts_on, ends_on + 1)
        + coalesce(extension_months, 0)
        as integer
    ) as term_months,
    is_lead or (readers = 1 and (is_without_lead or not is_allocated))
        as is_rest_own,
    readers > 1 as is_shared,
    file_id,
    row_number,
from months
