/*
title = "Payment by results"
unit = "pounds"
polarity = "neutral"
definition = """
What contracts pay for results. "Offered" is what the terms of contracts live in
the financial year can bring in it, each term once a year; "due" what they do
bring: the whole payment of each term whose result, over the cases of that
contract from the first day of the year to the last day of the period, reaches
its target, and nothing where it does not; "paid" what was paid in the period on
invoice lines whose item says that they are for results; "owed" due less paid. A
year that is not over shows what would be due if it ended on the day. Results
that can be worked out by contract are objectives of agreements met (those not
judged are not met), steps down that lasted, and steps down; a term for any other
result, or without a case, is not known: left out of due and owed, and counted.
"""
source = "Register of payments by results, contracts, outcomes of placement agreements, the statutory return and provider invoices; the papers of Havering (2018), section 3.19, and Nottingham (2016) ask for them"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = [
    "results_terms", "contracts", "agreements", "outcomes", "episodes",
    "invoices",
]
case = "contract"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["due", "offered", "paid", "owed"]
breakdowns = ["contract"]
*/
with

figures as (
    select
        *,
        unnest(['offered', 'due', 'paid', 'owed']) as figure,
        unnest([amount, due, paid, due - paid]) as pounds,
    from model.results_due
)

select
    period_id,
    authority,
    figure,
    contract_id || '/' || result_measure || ' ' || period_id as case_id,
    null as child_id,
    provider_id,
    pounds as numerator,
    null as denominator,
    breakdowns_with(no_breakdowns(), contract := contract) as breakdowns,
from figures
