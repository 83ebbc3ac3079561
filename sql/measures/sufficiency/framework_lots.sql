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
    select distinct
        counting_days.counted_on,
        lots.authority,
        lots.framework_id,
        lots.provider_id,
        unnest(['by_lot', 'by_service']) as figure,
        case figure when 'by_lot' then lots.lot end as lot,
        case figure when 'by_service' then lots.service_label end as service,
    from model.framework_lots as lots
    inner join model.counting_days
        on coalesce(lots.joined_on <= counting_days.counted_on, true)
        and coalesce(lots.last_day >= counting_days.counted_on, true)
)

select
    lots.counted_on,
    lots.authority,
    lots.figure,
    lots.framework_id || ' ' || lots.provider_id || ' '
    || coalesce(lots.lot, lots.service) as case_id,
    null as child_id,
    lots.provider_id,
    1 as numerator,
    null as denominator,
    struct_update(
        no_breakdowns(),
        framework := lots.framework_id,
        service := lots.service,
        sector := coalesce(providers.sector_label, 'Not known')
    ) as breakdowns,
    lots.lot,
from lots
left join model.providers
    on lots.authority = providers.authority
    and lots.provider_id = providers.provider_id
