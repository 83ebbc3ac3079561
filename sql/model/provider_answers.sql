/*
title = "Outcomes, feedback and places of providers"
says = """
The rest of what providers are held to, with rows as in model.provider_
performance: outcomes of agreements reviewed and feedback given in the twelve
months to the as-at date, and the places of the provider's homes that we use on
that day.
"""
*/
with

bounds as (
    select (getvariable('as_at') - interval 1 year)::date + 1 as first_day
),

main_services as (
    select distinct
        provider_id,
        main_service,
    from model.provider_performance
),

residents as (
    select
        authority,
        home_id,
        count(*) as children,
    from model.caseload
    where counted_on = getvariable('as_at')
    group by authority, home_id
),

homes as (
    select
        home_days.provider_id,
        home_days.service,
        sum(home_days.places) as places,
        sum(coalesce(residents.children, 0)) as children,
    from model.home_days
    left join residents
        on home_days.authority = residents.authority
        and home_days.home_id = residents.home_id
    where home_days.counted_on = getvariable('as_at')
    group by home_days.provider_id, home_days.service
),

counted as (
    select
        provider_id,
        'outcomes met' as indicator,
        count(*) filter (where result = 'met') as numerator,
        count(*) as denominator,
    from model.outcomes
    where
        result is not null
        and reviewed_on between (select first_day from bounds)
        and getvariable('as_at')
    group by provider_id

    union all

    select
        provider_id,
        'feedback' as indicator,
        sum(score) as numerator,
        count(score) as denominator,
    from model.feedback
    where given_on >= (select first_day from bounds)
    group by provider_id

    union all

    select
        main_services.provider_id,
        'places used' as indicator,
        homes.children as numerator,
        homes.places as denominator,
    from main_services
    inner join homes
        on main_services.provider_id = homes.provider_id
        and main_services.main_service = homes.service
)

select
    main_services.provider_id,
    main_services.main_service,
    counted.indicator,
    counted.numerator::decimal(18, 2) as numerator,
    counted.denominator::bigint as denominator,
from counted
inner join main_services
    on counted.provider_id = main_services.provider_id
order by main_services.provider_id, counted.indicator
