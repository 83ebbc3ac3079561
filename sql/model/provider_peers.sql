/*
title = "Peers of providers"
says = """
One row per provider and indicator of what it is held to: its own figure, and
the middle half of the other providers with the same main service, not rounded.
Where fewer of them than the setting says have a figure there is no range. No
average is there of too few answers (is_of_few).
"""

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
        performance.indicator,
        performance.main_service,
        few_answers.provider_id is not null as is_of_few,
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
    having count(*) >= getvariable('provider_peers.fewest_peers')
)

select
    figures.*,
    peers.peers,
    peers.lower_quarter,
    peers.median,
    peers.upper_quarter,
from figures
left join peers
    on figures.provider_id = peers.provider_id
    and figures.indicator = peers.indicator
