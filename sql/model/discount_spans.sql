/*
title = "Days on which discounts are due"
says = """
One row per band of a discount and run of days on which it is due; of an
agreement, or, where agreement_id is empty, of every placement under the
contract. A long stay counts the nights of the child with the provider, from one
placement agreement to the next without a night between: it is due from the
night whose number is the threshold.
"""
*/
with

placements as (
    select
        authority,
        agreement_id,
        contract_id,
        child_id,
        provider_id,
        min(paid_from) as first_night,
        max(coalesce(ends_on - 1, getvariable('as_at'))) as last_night,
    from model.invoice_terms
    where is_placement
    group by authority, agreement_id, contract_id, child_id, provider_id
),

beside_earlier as (
    select
        *,
        coalesce(
            max(last_night) over (
                partition by authority, child_id, provider_id
                order by first_night, agreement_id
                rows between unbounded preceding and 1 preceding
            ) + 1 < first_night,
            true
        ) as is_new,
    from placements
),

stays as (
    select
        *,
        max(first_night) filter (where is_new) over (
            partition by authority, child_id, provider_id
            order by first_night, agreement_id
        ) as stay_from,
    from beside_earlier
),

long_stays as (
    select
        bands.*,
        stays.agreement_id,
        greatest(
            stays.first_night,
            stays.stay_from + cast(bands.threshold as integer) - 1,
            bands.band_from
        ) as span_from,
        least(stays.last_night, bands.band_to) as span_to,
    from model.discount_bands as bands
    inner join stays
        on bands.authority = stays.authority
        and bands.contract_id = stays.contract_id
    where
        bands.kind = 'long stay'
        and bands.unit = 'nights'
        and span_from <= span_to
)

select * from long_stays

union all by name

select * from model.discount_siblings

union all by name

select * from model.discount_volumes
