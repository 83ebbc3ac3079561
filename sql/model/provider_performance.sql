/*
title = "Performance of providers"
says = """
One row per provider and indicator, for providers with a placement in the twelve
months to the as-at date: the provider's own numerator and denominator, null
where it has none. main_service is the service of most of those placements, the
first by name where several have as many; price and places are of that service
alone. A move counts for the provider that the child left.
"""
*/
with

bounds as (
    select (getvariable('as_at') - interval 1 year)::date + 1 as first_day
),

placements as (
    select
        provider_id,
        child_id,
        service,
        started_on,
        coalesce(ended_on, date '9999-12-31') as ended_on,
    from model.placements
    where
        provider_id is not null
        and not is_temporary
        and coalesce(ended_on >= (select first_day from bounds), true)
),

used_services as (
    select
        provider_id,
        service,
        count(*) as placements,
    from placements
    group by provider_id, service
),

providers as (
    select
        provider_id,
        sum(placements) as placements,
        min_by(service, (-placements, coalesce(service, ''))) as main_service,
    from used_services
    group by provider_id
),

prices as (
    select
        agreements.provider_id,
        sum(agreements.weekly_price) as numerator,
        count(agreements.weekly_price) as denominator,
    from model.agreements
    inner join providers
        on agreements.provider_id = providers.provider_id
        and agreements.service = providers.main_service
    where
        agreements.is_placement
        and agreements.valid_from <= getvariable('as_at')
        and coalesce(agreements.valid_to, date '9999-12-31')
        > getvariable('as_at')
    group by agreements.provider_id
),

moves as (
    select
        provider_id,
        count(*) filter (where not is_planned and not is_status_only) as moves,
    from model.moves_within_care
    where moved_on >= (select first_day from bounds)
    group by provider_id
),

missing as (
    select
        placements.provider_id,
        count(*) as episodes,
    from model.absences
    inner join placements
        on absences.child_id = placements.child_id
        and absences.started_on >= placements.started_on
        and absences.started_on < placements.ended_on
    where
        absences.is_missing
        and absences.started_on >= (select first_day from bounds)
    group by placements.provider_id
)

select
    providers.provider_id,
    providers.main_service,
    indicators.*,
from providers
left join prices
    on providers.provider_id = prices.provider_id
left join moves
    on providers.provider_id = moves.provider_id
left join missing
    on providers.provider_id = missing.provider_id
cross join lateral (
    select unnest([
        {
            indicator: 'price',
            numerator: prices.numerator::decimal(18, 2),
            denominator: prices.denominator::bigint
        },
        {
            indicator: 'unplanned moves',
            numerator: coalesce(moves.moves, 0)::decimal(18, 2),
            denominator: providers.placements::bigint
        },
        {
            indicator: 'missing episodes',
            numerator: coalesce(missing.episodes, 0)::decimal(18, 2),
            denominator: providers.placements::bigint
        }
    ], recursive := true)
) as indicators
order by providers.provider_id, indicators.indicator
