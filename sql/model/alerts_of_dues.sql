/*
title = "Alerts about what is overdue"
says = """
On the as-at date, one row per provider whose quality visit, or whose review
meeting, is overdue, and one for all its other visits, audits, meetings and
checks that are. Two kinds have alerts of their own and are not told again: the
visit to a provider that nobody has seen, and the finance check of supported
accommodation.
"""
*/
with

overdue as (
    select * from model.provider_dues
    where is_overdue
),

told as (
    select distinct
        authority,
        provider_id,
    from model.alerts_of_providers
    where kind = 'Finance check of supported accommodation late'
),

alerts as (
    select
        *,
        'Quality visit overdue' as kind_of_alert,
        case when level = 'high' then 'high' else 'medium' end as severity,
        due_on as since,
        says || '; the risk is ' || level || '.' as in_words,
        'Make the visit.' as what_to_do,
    from overdue
    where
        kind = 'Visit'
        and last_seen_on is not null

    union all by name

    select
        *,
        'Review meeting overdue' as kind_of_alert,
        'medium' as severity,
        due_on as since,
        says || '.' as in_words,
        'Hold the meeting.' as what_to_do,
    from overdue
    where kind = 'Review'

    union all by name

    select
        overdue.authority,
        overdue.provider_id,
        overdue.provider,
        overdue.officer,
        'Checks overdue' as kind_of_alert,
        'low' as severity,
        min(overdue.due_on) as since,
        string_agg(
            overdue.what || ', due ' || strftime(overdue.due_on, '%-d %B %Y'),
            '; ' order by overdue.due_on, overdue.what
        ) || '.' as in_words,
        'Make them.' as what_to_do,
    from overdue
    left join told
        on overdue.authority = told.authority
        and overdue.provider_id = told.provider_id
    where
        overdue.kind = 'Check'
        and (
            overdue.monitoring_kind <> 'finance check'
            or told.provider_id is null
        )
    group by
        overdue.authority, overdue.provider_id, overdue.provider,
        overdue.officer
)

select
    authority,
    kind_of_alert as kind,
    severity,
    officer,
    provider_id,
    provider,
    since,
    in_words as says,
    what_to_do,
from alerts
