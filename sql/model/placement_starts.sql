/*
title = "Placement starts"
says = """
The first episode of each placement, with the agreement that pays for it: the
one live on the day the placement began, else the first that begins while it
lasts.
"""
*/
with

placed_episodes as (
    select * from model.placed_episodes
),

lasting as (
    select
        placement_id,
        is_temporary,
        arg_max_null(ended_on, started_on) as ended_on,
        arg_max(episode_id, started_on) as last_episode_id,
        bool_and(is_short_break) as is_short_breaks_only,
        max(kept_open_after) as kept_open_after,
        count(*) as episodes,
    from placed_episodes
    group by placement_id, is_temporary
),

first_episodes as (
    select
        placed_episodes.* replace (
            lasting.ended_on as ended_on,
            lasting.kept_open_after as kept_open_after
        ),
        age_on(placed_episodes.born_on, placed_episodes.started_on) as age,
        lasting.last_episode_id,
        lasting.is_short_breaks_only,
        lasting.episodes,
    from placed_episodes
    inner join lasting
        on placed_episodes.placement_id = lasting.placement_id
        and placed_episodes.is_temporary = lasting.is_temporary
    where placed_episodes.is_first_of_placement
),

agreements as (
    select
        first_episodes.episode_id,
        arg_min(
            struct_pack(
                agreement_id := agreement_terms.agreement_id,
                provider_id := agreement_terms.provider_id,
                home_id := agreement_terms.home_id,
                contract_id := agreement_terms.contract_id,
                contract_title := agreement_terms.contract_title,
                framework_id := agreement_terms.framework_id,
                arrangement := agreement_terms.arrangement,
                service := agreement_terms.service,
                weekly_price := agreement_terms.weekly_price
            ),
            struct_pack(
                begins_later := greatest(
                    agreement_terms.valid_from, first_episodes.started_on
                ),
                days_before := first_episodes.started_on
                - agreement_terms.valid_from,
                agreement_id := agreement_terms.agreement_id
            )
        ) as agreement,
    from first_episodes
    inner join model.agreement_terms
        on first_episodes.child_id = agreement_terms.child_id
        and agreement_terms.valid_from
        < coalesce(first_episodes.ended_on, date '9999-12-31')
        and coalesce(agreement_terms.valid_to, date '9999-12-31')
        > first_episodes.started_on
    where agreement_terms.is_placement
    group by first_episodes.episode_id
)

select
    first_episodes.* exclude (home_id, provider_id, service),
    coalesce(agreements.agreement.home_id, first_episodes.home_id) as home_id,
    coalesce(agreements.agreement.provider_id, first_episodes.provider_id)
        as provider_id,
    case
        when coalesce(first_episodes.service, 'other') = 'other'
            then
                coalesce(agreements.agreement.service, first_episodes.service)
        else first_episodes.service
    end as service,
    agreements.agreement.agreement_id,
    agreements.agreement.contract_id,
    agreements.agreement.contract_title,
    agreements.agreement.framework_id,
    agreements.agreement.arrangement,
    agreements.agreement.weekly_price,
    agreements.agreement is not null as has_agreement,
from first_episodes
left join agreements
    on first_episodes.episode_id = agreements.episode_id
