/*
title = "Agreement starts"
says = """
Each agreement version with the child and the episode of the day on which its
terms begin. Where no episode covers that day, what the episode would say is
not known.
"""
*/
with

placed_episodes as (
    select * from model.placed_episodes
)

select
    agreement_terms.*,
    true as has_agreement,
    placed_episodes.sector,
    placed_episodes.episode_id,
    placed_episodes.placement_id,
    placed_episodes.placement_authority,
    placed_episodes.is_out_of_area,
    coalesce(placed_episodes.locality, 'Not known') as locality,
    age_on(children.born_on, agreement_terms.valid_from) as age,
    coalesce(children.sex, 'Not known') as sex,
    coalesce(children.ethnic_group, 'Not known') as ethnic_group,
    children.is_asylum_seeking,
    children.asylum_seeking_until,
    coalesce(placed_episodes.need_label, 'Not known') as need_label,
    coalesce(placed_episodes.legal_status_label, 'Not known')
        as legal_status_label,
from model.agreement_terms
left join model.children
    on agreement_terms.child_id = children.child_id
left join placed_episodes
    on agreement_terms.child_id = placed_episodes.child_id
    and placed_episodes.started_on <= agreement_terms.valid_from
    and coalesce(placed_episodes.ended_on, date '9999-12-31')
    > agreement_terms.valid_from
