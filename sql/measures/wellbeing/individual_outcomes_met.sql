/*
title = "Outcomes of placement agreements met"
unit = "percent"
polarity = "higher is better"
definition = """
Of the objectives for a child, written into the placement agreement and due in
the period, the percentage that were met; that were met or partly met; and that
were not met. Each objective counts on the day by which it was due, whenever it
was judged. Those that nobody has judged stay in the total and are shown beside
it.
"""
source = "Individual placement agreements and their reviews"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["outcomes"]
case = "objective"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
figures = ["met", "met or partly met", "not met"]
breakdowns = [
    "service_group", "provider", "owner_group", "contract", "framework",
    "age_band",
]
*/
select
    due_on as counted_on,
    authority,
    agreement_id || '/' || outcome || '/' || due_on as case_id,
    child_id,
    provider_id,
    unnest(['met', 'met or partly met', 'not met']) as figure,
    unnest([
        (result = 'met')::integer,
        (result in ('met', 'partly'))::integer,
        (result = 'not')::integer,
    ]) as numerator,
    1 as denominator,
    breakdowns,
from model.outcomes
