/*
title = "Times in use of providers"
says = """
One row per provider and time in which children were placed with it in a bought
service, by the return or by an agreement: from used_from up to, and not on,
used_to, which is empty while it goes on. Up to so many days without a child are
seen through: the provider is still the one that was met and visited.
"""

[settings]
days_between = { default = 183, type = "integer", says = "Days without a child that do not end a provider's time in use" }
*/
with

stays as (
    select
        placements.authority,
        placements.provider_id,
        placements.started_on,
        coalesce(placements.ended_on, date '9999-12-31') as ended_on,
    from model.placements
    inner join model.services
        on placements.service = services.service
        and services.is_commissioned
    where
        placements.provider_id is not null
        and not placements.is_short_breaks_only

    union all

    select
        authority,
        provider_id,
        valid_from as started_on,
        coalesce(valid_to, date '9999-12-31') as ended_on,
    from model.agreement_terms
    where
        is_placement
        and arrangement is distinct from 'in-house'
        and provider_id is not null
),

breaks as (
    select
        *,
        coalesce(
            started_on - max(ended_on) over (
                partition by authority, provider_id
                order by started_on, ended_on
                rows between unbounded preceding and 1 preceding
            ) > getvariable('provider_spells.days_between'),
            true
        ) as is_break,
    from stays
),

numbered as (
    select
        *,
        count(*) filter (where is_break) over (
            partition by authority, provider_id
            order by started_on, ended_on
            rows unbounded preceding
        ) as spell,
    from breaks
)

select
    authority,
    provider_id,
    min(started_on) as used_from,
    nullif(max(ended_on), date '9999-12-31') as used_to,
from numbered
group by authority, provider_id, spell
order by authority, provider_id, used_from
