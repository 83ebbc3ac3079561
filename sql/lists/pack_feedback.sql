/*
title = "Feedback"
says = """
Answers about the provider given in the twelve months to the as-at date, by who
gave them. No average is told of fewer answers than the setting says, so that
nobody is known by theirs.
"""
audience = "exempt"
scope = "provider"
needs = ["feedback"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
respondent = { label = "From", unit = "text", says = "Who answered" }
answers = { label = "Answers", unit = "count", says = "Answers with a score" }
score = { label = "Average score (1 to 5)", unit = "score", says = "Average score, 5 the best" }
low = { label = "Scores of 1 or 2", unit = "count", says = "Answers scored 1 or 2" }
last_on = { label = "Last given", unit = "date", says = "Day of the last one" }

[settings]
fewest_answers = { default = 3, type = "integer", says = "Of fewer answers than this no average is told" }
*/
with

counted as (
    select
        provider_id,
        respondent_label as respondent,
        count(score) as answers,
        sum(score) as scores,
        count(*) filter (where score <= 2) as low,
        max(given_on) as last_on,
    from model.feedback
    where
        provider_id is not null
        and score is not null
        and given_on > getvariable('as_at') - interval 1 year
    group by provider_id, respondent_label
)

select
    provider_id,
    respondent,
    answers,
    case
        when answers >= getvariable('pack_feedback.fewest_answers')
            then divide_exact(scores, answers, 1)
    end as score,
    case
        when answers >= getvariable('pack_feedback.fewest_answers') then low
    end as low,
    last_on,
from counted
order by provider_id, answers desc, respondent
