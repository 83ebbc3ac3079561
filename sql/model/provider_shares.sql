/*
title = "Providers' shares of spending"
says = """
What was spent on placements bought from others in each quarter, year and twelve
months, by provider and again by owner group: its share in per cent and its
place, the largest first. A supplier that no provider claims is a provider of
its own; lines without a supplier have no name, no share and no place, and are
no part of the total that shares are of. Providers with no more than nought are
left out.
"""
*/
with

spent as (
    select
        spending.authority,
        spending.counted_on,
        coalesce(
            spending.provider_id, 'supplier ' || spending.supplier_id
        ) as provider_id,
        coalesce(
            providers.owner_group, 'supplier ' || spending.supplier_id
        ) as owner_group,
        sum(spending.amount) as amount,
    from model.spending
    left join model.providers
        on spending.authority = providers.authority
        and spending.provider_id = providers.provider_id
    where
        spending.is_external
        and spending.kind is distinct from 'income'
    group by all
),

named as (
    select
        authority,
        counted_on,
        amount,
        unnest(['providers', 'owner groups']) as basis,
        unnest([provider_id, owner_group]) as name,
    from spent
),

by_period as (
    select
        periods.period_id,
        named.authority,
        named.basis,
        named.name,
        sum(named.amount) as amount,
    from model.periods
    inner join named
        on named.counted_on between periods.period_start and periods.period_end
    where
        periods.period_kind in (
            'quarter', 'year', 'year_to_date', 'rolling_year'
        )
    group by
        periods.period_id, named.authority, named.basis, named.name
    having sum(named.amount) > 0
),

totals as (
    select
        *,
        sum(amount) filter (where name is not null) over (
            partition by period_id, authority, basis
        ) as total,
        row_number() over (
            partition by period_id, authority, basis
            order by name is null, amount desc, name
        ) as place,
    from by_period
)

select
    period_id,
    authority,
    basis,
    name,
    amount,
    case when name is not null then place end as place,
    case when name is not null then divide_exact(amount * 100, total, 6) end
        as share,
from totals
