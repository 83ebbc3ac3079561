/*
title = "Panel decisions"
unit = "count"
polarity = "neutral"
definition = """
The number of cases that the council's panels heard during the period, by panel
and decision; a child whose case was heard twice is counted twice. Two of the
decisions are counted as figures of their own: admissions to care that were
prevented, and packages whose price or support was varied. A case whose decision
is not known counts as heard, and is not known in those two.
"""
source = "Records of the panels; Nottingham City Council, sufficiency strategy 2016: edge of care panel, matching panel, placements panel"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["panels"]
case = "panel case"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band", "need", "asylum_seeking"]
categories = ["panel", "decision"]
crosses = ["panel x decision"]
figures = ["cases heard", "admissions prevented", "packages varied"]
*/
with

heard as (
    select
        *,
        unnest([
            'cases heard', 'admissions prevented', 'packages varied'
        ]) as figure,
        unnest([true, is_admission_prevented, is_variation]) as is_counted,
    from model.panel_cases
)

select
    held_on as counted_on,
    authority,
    panel_case_id as case_id,
    child_id,
    null as provider_id,
    is_counted::integer as numerator,
    null as denominator,
    breakdowns,
    figure,
    panel,
    decision,
from heard
where coalesce(is_counted, true)
