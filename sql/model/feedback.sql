/*
title = "Feedback"
says = """
One row per answer given by the as-at date. The provider is the one named, else
that of the home with the regulator's number, else that of the child's placement
on the day. The rest is described as the child's placement on that day was,
unless that was with another provider.
"""
*/
with

answers as (
    select
        feedback.* replace (
            feedback.authority || '/' || feedback.child_id as child_id,
            coalesce(feedback.provider_id, homes.provider_id) as provider_id
        ),
    from staging.feedback as feedback
    left join model.homes as homes
        on feedback.authority = homes.authority
        and feedback.urn = homes.urn
        and homes.is_urn_first
    where feedback.given_on <= getvariable('as_at')
),

placed as (
    select
        answers.authority,
        answers.feedback_id,
        arg_max(placements.placement_id, placements.started_on)
            as placement_id,
    from answers
    inner join model.placements
        on answers.child_id = placements.child_id
        and placements.started_on <= answers.given_on
        and coalesce(placements.ended_on, date '9999-12-31')
        > answers.given_on
    group by answers.authority, answers.feedback_id
)

select
    answers.authority,
    answers.feedback_id,
    answers.given_on,
    answers.respondent,
    coalesce(respondents.label, 'Not known') as respondent_label,
    answers.child_id,
    coalesce(answers.provider_id, placements.provider_id) as provider_id,
    answers.question,
    answers.theme,
    case when answers.score between 1 and 5 then answers.score end as score,
    struct_pack(
        service_group := placements.breakdowns.service_group,
        sector := coalesce(
            providers.sector_label, placements.breakdowns.sector
        ),
        provider := coalesce(providers.name, placements.breakdowns.provider),
        owner_group := coalesce(
            providers.owner_group, placements.breakdowns.owner_group
        ),
        contract := placements.breakdowns.contract,
        age_band := placements.breakdowns.age_band
    ) as breakdowns,
    answers.file_id,
    answers.row_number,
from answers
left join placed
    on answers.authority = placed.authority
    and answers.feedback_id = placed.feedback_id
left join model.placements
    on placed.placement_id = placements.placement_id
    and coalesce(answers.provider_id = placements.provider_id, true)
left join model.providers
    on answers.authority = providers.authority
    and answers.provider_id = providers.provider_id
left join code.feedback_respondent as respondents
    on answers.respondent = respondents.code
order by answers.authority, answers.feedback_id
