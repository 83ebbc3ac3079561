/*
title = "What changed spending: volume, price and mix"
unit = "pounds"
polarity = "neutral"
definition = """
The change of spending on placements since the same period of the year before,
and what made it so. Budgets hold no volumes, so the base is last year's ledger
and nights: "change" is the ledger's costs, credits taken off and income not,
less those of the base. For each service, with its nights and pounds now and in
the base, and the nights of all services: "volume" is the pounds of the base
times the growth of all nights; "price" is the pounds now less the nights now at
the base's pounds a night; "mix" is what is left of the change, the pounds of
the base times how far the service's nights grew otherwise than all did. The
three add up to the change of each service, group and the whole, to the penny;
each is rounded to the penny, and mix takes what rounding leaves. A service that
had no nights in the base has no change of price: all its change is mix. Of one
that has none now, what is still spent is price; of spending without a night in
either, such as a contract's fixed cost, all is price. Nights are those of
placements by the return, short breaks and temporary moves left out, of services
that somebody provides. A setting takes the profiled budget as the base, for
last year's nights: the change is then the variance of spending, less income,
against the budget to date.
"""
source = "Ledger of the council and its statutory return; price on the nights of now and volume on the mix of the base (price by Paasche's weights, volume and mix by Laspeyres')"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "episodes"]
looks_back = "12 months"
case = "budget"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["change", "volume", "price", "mix"]
breakdowns = ["service", "service_group"]
*/
with

figures as (
    select
        changes.*,
        unnest(['change', 'volume', 'price', 'mix']) as figure,
        unnest([change, volume, price, mix]) as pounds,
    from model.spend_changes as changes
)

select
    figures.period_id,
    figures.authority,
    figures.figure,
    coalesce(services.label, 'Not known') || ', ' || figures.period_id
        as case_id,
    null as child_id,
    null as provider_id,
    figures.pounds as numerator,
    null as denominator,
    breakdowns_with(
        no_breakdowns(),
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known')
    ) as breakdowns,
from figures
left join model.services
    on figures.service = services.service
