/*
title = "What the risk of a provider is made of"
says = """
One row per provider day, with what the score is worked out from: children
placed on the day and at any time in the twelve months to it, concerns raised in
those months or still open, placements that broke down, times missing, complex
children, the worst judgement and the latest ratings. has_inspections and
has_monitoring say whether those extracts speak of the day at all.
"""
*/
with

days as (
    select * from model.provider_days
),

happened as (
    select
        days.counted_on,
        days.authority,
        days.provider_id,
        count(*) filter (where history.kind = 'concern') as concerns,
        sum(history.points) filter (where history.kind = 'concern')
            as concern_severity,
        count(*) filter (where history.kind = 'breakdown') as breakdowns,
        count(*) filter (where history.kind = 'missing') as missing_times,
    from days
    inner join model.provider_history as history
        on days.authority = history.authority
        and days.provider_id = history.provider_id
        and history.happened_on <= days.counted_on
        and (
            history.happened_on > months_before(days.counted_on, 12)
            or history.gone_on > days.counted_on
        )
    group by days.counted_on, days.authority, days.provider_id
),

placed as (
    select
        days.counted_on,
        days.authority,
        days.provider_id,
        count(distinct placements.child_id) as children_in_year,
    from days
    inner join model.placements
        on days.authority = placements.authority
        and days.provider_id = placements.provider_id
        and placements.started_on <= days.counted_on
        and coalesce(placements.ended_on, date '9999-12-31')
        > months_before(days.counted_on, 12) + 1
    group by days.counted_on, days.authority, days.provider_id
),

complex as (
    select
        counted_on,
        authority,
        provider_id,
        count(*) as complex_children,
    from model.complex_children
    group by counted_on, authority, provider_id
)

select
    days.*,
    coalesce(placed.children_in_year, 0) as children_in_year,
    coalesce(happened.concerns, 0) as concerns,
    coalesce(happened.concern_severity, 0) as concern_severity,
    coalesce(happened.breakdowns, 0) as breakdowns,
    coalesce(happened.missing_times, 0) as missing_times,
    coalesce(complex.complex_children, 0) as complex_children,
    judgements.rank as judgement_rank,
    judgements.judgement,
    ratings.review_rating,
    ratings.finance_rating,
    inspected.extract is not null as has_inspections,
    monitored.extract is not null as has_monitoring,
from days
left join happened using (counted_on, authority, provider_id)
left join placed using (counted_on, authority, provider_id)
left join complex using (counted_on, authority, provider_id)
left join model.provider_judgements as judgements
    using (counted_on, authority, provider_id)
left join model.provider_ratings as ratings
    using (counted_on, authority, provider_id)
left join model.coverage as inspected
    on days.authority = inspected.authority
    and inspected.extract = 'inspections'
    and days.counted_on between inspected.covers_from and inspected.covers_to
left join model.coverage as monitored
    on days.authority = monitored.authority
    and monitored.extract = 'monitoring'
    and days.counted_on between monitored.covers_from and monitored.covers_to
