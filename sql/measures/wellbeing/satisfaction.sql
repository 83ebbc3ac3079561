/*
title = "Satisfaction"
unit = "score"
polarity = "higher is better"
definition = """
The average score, 1 to 5, 5 being the best, of the answers given in the period
by children, parents, carers, professionals and providers, each answer counting
once. Answers with a comment and no score are left out and shown beside it.
"""
source = "Surveys and reviews of the council and its providers"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["feedback"]
case = "answer"
counts = "during"
statistic = "mean"
not_known = "left out"
breakdowns = ["service_group", "sector", "provider", "contract", "age_band"]
categories = ["respondent", "question", "theme"]
crosses = ["respondent x question", "provider x respondent"]
*/
select
    given_on as counted_on,
    authority,
    feedback_id as case_id,
    child_id,
    provider_id,
    score as numerator,
    1 as denominator,
    breakdowns,
    respondent_label as respondent,
    question,
    theme,
from model.feedback
