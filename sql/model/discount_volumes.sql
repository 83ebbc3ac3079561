/*
title = "Days on which a volume discount is due"
says = """
One row per band of a volume discount and run of days on which it is reached:
by the placements live on a day, or by the nights or the price of all placements
since 1 April, that day's included. Ours are those of the authority under the
contract; of the framework, those of every authority that shares this run.
"""
*/
with

bands as (
    select * from model.discount_bands
    where kind = 'volume'
),

counted as (
    select distinct authority, contract_id, whose from bands
),

terms as (
    select
        counted.authority,
        counted.contract_id,
        counted.whose,
        terms.valid_from,
        coalesce(terms.valid_to, getvariable('as_at') + 1) as valid_to,
        cast(coalesce(terms.weekly_price, 0) * 100 as bigint) as pence,
    from counted
    inner join model.agreement_terms as terms
        on counted.contract_id = terms.contract_id
        and terms.is_placement
        and (
            counted.authority = terms.authority or counted.whose = 'framework'
        )
),

years as (
    select distinct
        authority,
        contract_id,
        whose,
        unnest(
            range(
                financial_year_start(valid_from),
                getvariable('as_at') + 1,
                interval 1 year
            )
        )::date as on_day,
    from terms
),

events as (
    select *, valid_from as on_day, 1 as more, pence as more_pence from terms
    union all by name
    select *, valid_to as on_day, -1 as more, -pence as more_pence from terms
    union all by name
    select *, 0 as more, 0 as more_pence from years
),

steps as (
    select
        authority,
        contract_id,
        whose,
        on_day,
        sum(sum(more)) over so_far as placements,
        sum(sum(more_pence)) over so_far as pence,
        lead(on_day) over so_far - on_day as days,
    from events
    group by authority, contract_id, whose, on_day
    window so_far as (
        partition by authority, contract_id, whose
        order by on_day
    )
),

volumes as (
    select
        *,
        sum(placements * days) over year_so_far - placements * days as nights,
        sum(pence * days) over year_so_far - pence * days as pence_nights,
    from steps
    where days > 0 and placements > 0
    window year_so_far as (
        partition by authority, contract_id, whose, financial_year_start(on_day)
        order by on_day
    )
),

reached as (
    select
        bands.*,
        volumes.on_day,
        volumes.days,
        case bands.unit
            when 'placements'
                then case
                    when volumes.placements >= bands.threshold then 0
                end
            when 'nights'
                then ceil((bands.threshold - nights) / placements) - 1
            when 'spend'
                then ceil((bands.threshold * 700 - pence_nights) / pence) - 1
        end as days_until,
    from bands
    inner join volumes
        on bands.authority = volumes.authority
        and bands.contract_id = volumes.contract_id
        and bands.whose = volumes.whose
)

select
    * exclude (on_day, days, days_until),
    greatest(
        on_day + cast(greatest(days_until, 0) as integer), band_from
    ) as span_from,
    least(on_day + cast(days - 1 as integer), band_to) as span_to,
from reached
where days_until < days and span_from <= span_to
