/*
title = "Performance beside its peers"
says = """
What the provider is held to, over the twelve months to the as-at date, beside
the middle half of the other providers with the same main service: lower quarter,
middle and upper quarter, prices to the nearest ten pounds, so that no other's
own figure is told. Where fewer than five others have a figure there is no
range. No average is told of too few answers, nor where it would tell, beside
those of the list of feedback, what one or two have answered.
"""
audience = "exempt"
scope = "provider"
needs = ["providers", "episodes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
indicator = { label = "Indicator", unit = "text", says = "What is compared" }
service = { label = "Service", unit = "text", says = "The service whose providers are peers" }
own_value = { label = "Yours", unit = "text", says = "The provider's own figure" }
lower_quarter = { label = "Lower quarter", unit = "text", says = "A quarter of the peers are below" }
median = { label = "Middle", unit = "text", says = "The middle one of the peers" }
upper_quarter = { label = "Upper quarter", unit = "text", says = "A quarter of the peers are above" }
peers = { label = "Peers", unit = "count", says = "How many other providers have a figure" }
standing = { label = "Beside the middle", unit = "text", says = "Better or worse than the middle of the peers, where one is better" }
*/
select
    peers.provider_id,
    indicators.label as indicator,
    coalesce(services.label, 'Not known') as service,
    case
        when peers.is_of_few then 'Too few answers'
        else coalesce(print_amount(peers.figure, indicators.unit), 'None')
    end as own_value,
    print_amount(
        to_ten_pounds(peers.lower_quarter, indicators.unit), indicators.unit
    ) as lower_quarter,
    print_amount(
        to_ten_pounds(peers.median, indicators.unit), indicators.unit
    ) as median,
    print_amount(
        to_ten_pounds(peers.upper_quarter, indicators.unit), indicators.unit
    ) as upper_quarter,
    peers.peers,
    case
        when indicators.polarity is null or peers.figure is null then null
        when peers.figure = peers.median then 'Level'
        when (peers.figure > peers.median) = (indicators.polarity = 'higher')
            then 'Better'
        when peers.median is not null then 'Worse'
    end as standing,
from model.provider_peers as peers
inner join code.provider_indicators as indicators
    on peers.indicator = indicators.code
left join model.services
    on peers.main_service = services.service
order by peers.provider_id, indicators.sort::integer
