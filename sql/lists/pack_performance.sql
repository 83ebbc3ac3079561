/*
title = "Performance beside its peers"
says = """
What the provider is held to, over the twelve months to the as-at date, beside
the middle half of the other providers with the same main service: lower quarter,
middle and upper quarter, prices to the nearest ten pounds, so that no other's
own figure is told. Where fewer than five others have a figure there is no range. No average is told of too few answers, nor where it would
tell, beside those of the list of feedback, what one or two have answered.
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

[settings]
fewest_peers = { default = 5, type = "integer", says = "Fewer other providers than this have no range, so that none can be told" }
*/
with

performance as (
    select * from model.provider_performance

    union all

    select * from model.provider_answers
),

figures as (
    select
        performance.provider_id,
        few_answers.provider_id is not null as is_of_few,
        performance.main_service,
        indicators.sort,
        indicators.label as indicator,
        indicators.unit,
        indicators.polarity,
        case
            when few_answers.provider_id is null then divide_exact(
                performance.numerator * indicators.factor::integer,
                performance.denominator,
                6
            )
        end as figure,
    from performance
    inner join code.provider_indicators as indicators
        on performance.indicator = indicators.code
    left join model.too_few_answers as few_answers
        on performance.indicator = 'feedback'
        and performance.provider_id = few_answers.provider_id
),

peers as (
    select
        own.provider_id,
        own.indicator,
        count(*) as peers,
        quantile_cont(others.figure, 0.25) as lower_quarter,
        quantile_cont(others.figure, 0.5) as median,
        quantile_cont(others.figure, 0.75) as upper_quarter,
    from figures as own
    inner join figures as others
        on own.indicator = others.indicator
        and own.main_service = others.main_service
        and own.provider_id <> others.provider_id
        and others.figure is not null
    group by own.provider_id, own.indicator
    having count(*) >= getvariable('pack_performance.fewest_peers')
)

select
    figures.provider_id,
    figures.indicator,
    coalesce(services.label, 'Not known') as service,
    case
        when figures.is_of_few then 'Too few answers'
        else coalesce(print_amount(figures.figure, figures.unit), 'None')
    end as own_value,
    print_amount(to_ten_pounds(peers.lower_quarter, figures.unit), figures.unit)
        as lower_quarter,
    print_amount(to_ten_pounds(peers.median, figures.unit), figures.unit)
        as median,
    print_amount(to_ten_pounds(peers.upper_quarter, figures.unit), figures.unit)
        as upper_quarter,
    peers.peers,
    case
        when figures.polarity is null or figures.figure is null then null
        when figures.figure = peers.median then 'Level'
        when (figures.figure > peers.median) = (figures.polarity = 'higher')
            then 'Better'
        when peers.median is not null then 'Worse'
    end as standing,
from figures
left join peers
    on figures.provider_id = peers.provider_id
    and figures.indicator = peers.indicator
left join model.services
    on figures.main_service = services.service
order by figures.provider_id, figures.sort::integer
