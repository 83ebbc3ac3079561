/*
title = "What each provider is due"
says = """
One row per provider with a child looked after in a bought service on the as-at
date and meeting, visit or check that it must have, where monitoring is
recorded: the last one held, and the day by which the next, or the first, is
due, as the measures count. The review meeting, the quality visit, and each kind
that the intervals ask for, once, by the earliest of the provider's services. On
the day it is due nothing is overdue. is_planned: the register plans it by then.
"""
*/
with

standing as (
    select * from model.provider_standing
    where children > 0
),

monitored as (
    select distinct authority from model.coverage
    where extract = 'monitoring'
),

planned as (
    select
        authority,
        provider_id,
        kind as monitoring_kind,
        min(held_by) as planned_on,
    from model.provider_events
    where held_on is null
    group by authority, provider_id, kind
),

checks as (
    select
        authority,
        provider_id,
        kind as monitoring_kind,
        kind_label as what,
        max(last_held_on) as last_held_on,
        min(due_on) as due_on,
    from model.monitoring_dues
    where counted_on = getvariable('as_at')
    group by authority, provider_id, kind, kind_label
),

dues as (
    select
        *,
        'Review' as kind,
        'review meeting' as monitoring_kind,
        'Review meeting' as what,
        last_reviewed_on as last_held_on,
        next_review_on as due_on,
    from standing

    union all by name

    select
        *,
        'Visit' as kind,
        'quality visit' as monitoring_kind,
        'Quality visit' as what,
        last_visited_on as last_held_on,
        next_visit_on as due_on,
    from standing

    union all by name

    select
        standing.*,
        'Check' as kind,
        checks.* exclude (authority, provider_id),
    from standing
    inner join checks
        on standing.authority = checks.authority
        and standing.provider_id = checks.provider_id
)

select
    dues.authority,
    dues.provider_id || '/' || dues.monitoring_kind as due_id,
    dues.provider_id,
    dues.provider,
    dues.officer,
    dues.level,
    dues.last_seen_on,
    dues.kind,
    dues.monitoring_kind,
    dues.what,
    dues.last_held_on,
    dues.due_on,
    dues.due_on < getvariable('as_at') as is_overdue,
    case
        when dues.last_held_on is null then 'None on record'
        else 'The last was on ' || strftime(dues.last_held_on, '%-d %B %Y')
    end as says,
    coalesce(planned.planned_on <= dues.due_on, false) as is_planned,
from dues
left join planned
    on dues.authority = planned.authority
    and dues.provider_id = planned.provider_id
    and dues.monitoring_kind = planned.monitoring_kind
semi join monitored
    on dues.authority = monitored.authority
order by dues.authority, dues.provider_id, dues.kind, dues.what
