/*
title = "Committed spending"
unit = "pounds"
polarity = "neutral"
definition = """
What agreements cost for the rest of the financial year, as known on the last
day of the period: from the day after the last accounting month that was over
and is in the ledger, to the end of the year. "Committed" is what both sides had
signed by the day, "not signed" the rest, and "past planned end" the part of both
that is for placements whose planned end had passed with the child still there.
Each agreement is priced by the night and to the penny in each month, by its
terms: to the next terms (those that begin later where both sides had signed
them), to its planned end (the end once notice was given), or to the end of the
year where none is given. A package of support that ends takes its cost off from
that day, a step of the contract's rate adds to the agreements that are paid it.
Block contracts cost their beds: the used ones, and the empty ones where those
are paid for too. Retainers, notice and support count, because they are paid. It
is gross: shares of health and education are not taken off. Agreements without a
price are left out and counted.
"""
source = "Individual placement agreements, support packages, contract rates and block contracts of the council"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "agreement"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["committed", "not_signed", "past_planned_end"]
breakdowns = ["service", "service_group", "arrangement"]
crosses = ["service x arrangement"]
*/
with

figures as (
    select *, 'committed' as figure, from model.commitments
    where is_signed

    union all by name

    select *, 'not_signed' as figure, from model.commitments
    where not is_signed

    union all by name

    select *, 'past_planned_end' as figure, from model.commitments
    where is_overdue
)

select
    known_on as counted_on,
    authority,
    figure,
    commitment_id as case_id,
    child_id,
    provider_id,
    amount as numerator,
    null as denominator,
    breakdowns,
from figures
