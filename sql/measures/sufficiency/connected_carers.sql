/*
title = "Temporary approvals of connected carers"
unit = "count"
polarity = "neutral"
definition = """
The number of temporary approvals of a relative, friend or other connected
person as a foster carer (regulation 24): those given during the period, each
with its outcome so far, and those whose outcome came during the period. An
approval without an outcome by the as-at date is open. A household approved
twice counts twice. An outcome without a day counts with the approval only.
"""
source = "The Care Planning, Placement and Case Review (England) Regulations 2010, regulations 24 and 25: a connected person may be approved for a time until assessed in full"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["connected_carers"]
case = "household"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["given", "settled"]
breakdowns = []
categories = ["outcome"]
*/
with

approvals as (
    select * from model.connected_carers
),

figures as (
    select *, 'given' as figure, approved_on as counted_on, from approvals
    union all by name
    select *, 'settled' as figure, outcome_on as counted_on, from approvals
    where outcome_on is not null
)

select
    counted_on,
    authority,
    figure,
    approval_id as case_id,
    null as child_id,
    null as provider_id,
    1 as numerator,
    null as denominator,
    no_breakdowns() as breakdowns,
    outcome_label as outcome,
from figures
