/*
title = "Provider days"
says = """
One row per counting day and provider with whom a child looked after was placed
on it in a bought service, and on the as-at date one for every other provider of
the register that has not ended and is not the council itself, with no child:
since when the provider has been in use, and the last day by then of a review
meeting, a quality visit, and any visit or audit by which it was seen. due_since
is the day from which the first of each is due: in use, and monitoring recorded.
"""

[settings]
review_months = { default = 6, type = "integer", says = "Months between review meetings with a provider" }
*/
with

present as (
    select
        counted_on,
        authority,
        provider_id,
        1 as children,
    from model.caseload_homes
    where
        is_bought
        and provider_id is not null

    union all

    select
        getvariable('as_at') as counted_on,
        authority,
        provider_id,
        0 as children,
    from model.providers
    where
        sector is distinct from 'in-house'
        and status is distinct from 'ended'
),

in_use as (
    select
        counted_on,
        authority,
        provider_id,
        sum(children)::integer as children,
    from present
    group by counted_on, authority, provider_id
),

since as (
    select
        in_use.counted_on,
        in_use.authority,
        in_use.provider_id,
        max(spells.used_from) as used_since,
    from in_use
    inner join model.provider_spells as spells
        on in_use.authority = spells.authority
        and in_use.provider_id = spells.provider_id
        and spells.used_from <= in_use.counted_on
        and coalesce(spells.used_to, date '9999-12-31') > in_use.counted_on
    group by in_use.counted_on, in_use.authority, in_use.provider_id
),

events as (
    select * from model.monitoring
),

latest as (
    select
        in_use.counted_on,
        in_use.authority,
        in_use.provider_id,
        max(events.held_on) filter (where events.is_review)
            as last_reviewed_on,
        max(events.held_on) filter (where events.is_visit) as last_visited_on,
        max(events.held_on) filter (where events.is_seen) as last_seen_on,
    from in_use
    inner join events
        on in_use.authority = events.authority
        and in_use.provider_id = events.provider_id
        and events.held_on <= in_use.counted_on
    group by in_use.counted_on, in_use.authority, in_use.provider_id
)

select
    in_use.*,
    case
        when in_use.children > 0
            then coalesce(since.used_since, in_use.counted_on)
    end as used_since,
    case
        when in_use.children > 0
            then greatest(
                coalesce(since.used_since, in_use.counted_on),
                log_starts.began_on
            )
    end as due_since,
    getvariable('provider_days.review_months') as review_months,
    latest.last_reviewed_on,
    latest.last_visited_on,
    latest.last_seen_on,
from in_use
left join since using (counted_on, authority, provider_id)
left join latest using (counted_on, authority, provider_id)
left join model.log_starts
    on in_use.authority = log_starts.authority
    and log_starts.extract = 'monitoring'
