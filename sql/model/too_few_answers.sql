/*
title = "Providers with too few answers"
says = """
Providers of whom no average of all answers in the twelve months to the as-at
date may be told: there are too few, or it would tell, beside the averages of
those who gave enough, what the one or two others have answered.
"""

[settings]
fewest_answers = { default = 3, type = "integer", says = "Of fewer answers than this no average is told; as in the list of feedback of a pack" }
*/
with

answers as (
    select
        provider_id,
        count(score) as answers,
    from model.feedback
    where
        provider_id is not null
        and given_on > getvariable('as_at') - interval 1 year
    group by provider_id, respondent_label
)

select provider_id
from answers
group by provider_id
having
    sum(answers) < getvariable('too_few_answers.fewest_answers')
    or sum(answers) filter (
        where answers < getvariable('too_few_answers.fewest_answers')
    ) between 1 and getvariable('too_few_answers.fewest_answers') - 1
order by provider_id
