/*
title = "Providers in the lots of frameworks"
unit = "count"
polarity = "neutral"
definition = """
The number of providers in each lot of a framework or purchasing system on the
last day of the period, and the number that offer each service under it. A
provider in two lots counts once in each, and so does one with two services;
the totals count these places in lots, not different providers. The provider is
in the lot while a contract that names the lot can be used.
"""
source = "The council's registers of contracts, their lots, and frameworks"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["contracts", "contract_lots", "providers"]
case = "provider"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["by_lot", "by_service"]
breakdowns = ["framework", "service", "sector"]
categories = ["lot"]
crosses = ["lot x sector", "framework x service"]
*/
with

lots as (
    select
        counting_days.counted_on,
        lots.*,
    from model.framework_lots as lots
    inner join model.counting_days
        on coalesce(lots.joined_on <= counting_days.counted_on, true)
        and coalesce(lots.last_day >= counting_days.counted_on, true)
),

offers as (
    select distinct
        counted_on,
        authority,
        framework_id,
        provider_id,
        'by_lot' as figure,
        lot,
        null as service,
    from lots

    union all

    select distinct
        counted_on,
        authority,
        framework_id,
        provider_id,
        'by_service' as figure,
        null as lot,
        service_label as service,
    from lots
)

select
    offers.counted_on,
    offers.authority,
    offers.figure,
    offers.framework_id || ' ' || offers.provider_id || ' '
    || coalesce(offers.lot, offers.service) as case_id,
    null as child_id,
    offers.provider_id,
    1 as numerator,
    null as denominator,
    struct_pack(
        service := offers.service,
        service_group := null::varchar,
        sector := coalesce(providers.sector_label, 'Not known'),
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := offers.framework_id,
        arrangement := null::varchar,
        age_band := null::varchar,
        sex := null::varchar,
        ethnic_group := null::varchar,
        need := null::varchar,
        legal_status := null::varchar,
        asylum_seeking := null::varchar,
        locality := null::varchar
    ) as breakdowns,
    offers.lot,
from offers
left join model.providers
    on offers.authority = providers.authority
    and offers.provider_id = providers.provider_id
