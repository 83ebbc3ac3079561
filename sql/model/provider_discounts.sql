/*
title = "Discounts of providers"
says = """
One row per provider with a contract whose discount terms hold on the as-at date
or held in the twelve months before: what fell due on its invoices that came in
those months, what it has given of that and what it has missed, in pounds. Lines
on an agreement with another provider are left out.
"""
*/
with

terms as (
    select distinct contracts.provider_id
    from model.discount_bands as bands
    inner join model.contracts
        on bands.authority = contracts.authority
        and bands.contract_id = contracts.contract_id
    where
        contracts.provider_id is not null
        and bands.band_from <= getvariable('as_at')
        and bands.band_to > getvariable('as_at') - interval 1 year
),

discounts as (
    select
        discounts.provider_id,
        sum(discounts.due) as due,
        sum(discounts.given) as given,
        sum(discounts.missed) as missed,
    from model.discounts_due as discounts
    left join model.invoice_agreements as agreements
        on discounts.authority = agreements.authority
        and discounts.agreement_id = agreements.agreement_id
    where
        discounts.counted_on > getvariable('as_at') - interval 1 year
        and discounts.counted_on <= getvariable('as_at')
        and coalesce(agreements.provider_id, discounts.provider_id)
        = discounts.provider_id
    group by discounts.provider_id
)

select
    terms.provider_id,
    coalesce(discounts.due, 0)::decimal(18, 2) as due,
    coalesce(discounts.given, 0)::decimal(18, 2) as given,
    coalesce(discounts.missed, 0)::decimal(18, 2) as missed,
from terms
left join discounts
    on terms.provider_id = discounts.provider_id
