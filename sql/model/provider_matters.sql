/*
title = "Matters to settle with a provider"
says = """
One row for each thing about how a provider does that is to be settled with it
on the as-at date: an inadequate judgement in force of a home or agency of its
that is open, a grave concern that is not closed, and a visit or check that is
overdue, unless nobody has ever been there. A review meeting is not: it is where
these are settled.
"""

[settings]
severity = { default = 3, type = "integer", says = "Severity from which an open concern is to be settled; 3 is high" }
*/
with

judged as (
    select distinct
        homes.provider_id,
        'Say what is done about the judgement: '
        || lower(judgements.judgement) as what,
        homes.name || ', in force since '
        || strftime(judgements.judged_from, '%-d %B %Y') as about,
        null::date as due_on,
    from model.homes
    inner join model.judgements
        on homes.authority = judgements.authority
        and upper(homes.urn) = judgements.urn
    where
        coalesce(homes.closed_on > getvariable('as_at'), true)
        and judgements.judged_to is null
        and judgements.rank = 3
),

raised as (
    select
        provider_id,
        'Settle the concern: ' || coalesce(kind, 'not named') || ', severity '
        || severity::integer as what,
        'Raised on ' || strftime(raised_on, '%-d %B %Y') as about,
        null::date as due_on,
    from model.concerns
    where
        closed_on is null
        and severity >= getvariable('provider_matters.severity')
),

overdue as (
    select
        provider_id,
        'Settle a day for the ' || lower(what) || ', overdue' as what,
        says as about,
        due_on,
    from model.provider_dues
    where
        is_overdue
        and kind in ('Visit', 'Check')
        and provider_id in (
            select provider_id
            from model.provider_events
            where held_on is not null
        )
)

select * from judged
union all
select * from raised
union all
select * from overdue
order by provider_id, due_on, about, what
