/*
title = "Caseload days"
says = """
Each child looked after on each counting day (series of short breaks left out),
with the episode of that day and the agreement that pays for it. Of several
agreements live on a day, the one whose terms began last counts.
"""
*/
with

counting_days as (
    select * from model.counting_days
),

episodes as (
    select * from model.placed_episodes
    where not is_short_break
),

agreement_terms as (
    select * from model.agreement_terms
    where is_placement
),

agreement_days as (
    select
        counting_days.counted_on,
        agreement_terms.child_id,
        max(
            struct_pack(
                valid_from := agreement_terms.valid_from,
                agreement_id := agreement_terms.agreement_id
            )
        ) as agreement,
    from counting_days
    inner join agreement_terms
        on agreement_terms.valid_from <= counting_days.counted_on
        and coalesce(agreement_terms.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where agreement_terms.child_id is not null
    group by counting_days.counted_on, agreement_terms.child_id
)

select
    counting_days.counted_on,
    episodes.episode_id,
    agreement_days.agreement.agreement_id,
    agreement_days.agreement.valid_from,
from counting_days
inner join episodes
    on episodes.started_on <= counting_days.counted_on
    and coalesce(episodes.ended_on, date '9999-12-31')
    > counting_days.counted_on
left join agreement_days
    on counting_days.counted_on = agreement_days.counted_on
    and episodes.child_id = agreement_days.child_id
