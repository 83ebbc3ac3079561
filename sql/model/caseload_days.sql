/*
title = "Caseload days"
says = """
Each child looked after on each counting day (series of short breaks left out),
with the episode of that day and the agreement that pays for it. Of several
agreements live on a day, the one that began last counts.
"""
*/
with

counting_days as (
    select * from model.counting_days
),

agreement_days as (
    select
        counting_days.counted_on,
        agreement_terms.child_id,
        arg_max(
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
                valid_from := agreement_terms.valid_from,
                agreement_id := agreement_terms.agreement_id
            )
        ) as agreement,
    from counting_days
    inner join model.agreement_terms
        on agreement_terms.valid_from <= counting_days.counted_on
        and coalesce(agreement_terms.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where
        agreement_terms.is_placement
        and agreement_terms.child_id is not null
    group by counting_days.counted_on, agreement_terms.child_id
)

select
    counting_days.counted_on,
    placed_episodes.* exclude (home_id, provider_id, service),
    coalesce(agreement_days.agreement.home_id, placed_episodes.home_id)
        as home_id,
    coalesce(agreement_days.agreement.provider_id, placed_episodes.provider_id)
        as provider_id,
    case
        when coalesce(placed_episodes.service, 'other') = 'other'
            then coalesce(agreement_days.agreement.service, placed_episodes.service)
        else placed_episodes.service
    end as service,
    agreement_days.agreement.agreement_id,
    agreement_days.agreement.contract_id,
    agreement_days.agreement.contract_title,
    agreement_days.agreement.framework_id,
    agreement_days.agreement.arrangement,
    agreement_days.agreement.weekly_price,
    agreement_days.agreement is not null as has_agreement,
from counting_days
inner join model.placed_episodes
    on placed_episodes.started_on <= counting_days.counted_on
    and coalesce(placed_episodes.ended_on, date '9999-12-31')
    > counting_days.counted_on
left join agreement_days
    on counting_days.counted_on = agreement_days.counted_on
    and placed_episodes.child_id = agreement_days.child_id
where not placed_episodes.is_short_break
