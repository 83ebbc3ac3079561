/*
title = "Grants"
unit = "pounds"
polarity = "neutral"
definition = """
The grants that run on the last day of the period: what is awarded in all; what
has been received; what is conditional, that is, the part not yet received of
grants whose condition is named; what has been spent; and what is left, received
less spent, below nought where the council has spent ahead. The register holds
what is received and spent only as on its own day, so that on earlier days they
are not known; what is awarded is known on every day.
"""
source = "Grant register of the council"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["grants"]
case = "grant"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["awarded", "received", "conditional", "spent", "left"]
categories = ["funder"]
breakdowns = []
*/
with

running as (
    select
        counting_days.counted_on,
        grants.*,
        counting_days.counted_on >= least(
            grants.snapshot_on, getvariable('as_at')
        ) as is_known,
        case
            when grants.condition is not null
                then greatest(grants.amount - grants.received, 0)
            else 0
        end as conditional,
    from model.counting_days
    inner join model.grants
        on counting_days.counted_on
        between grants.starts_on and grants.ends_on
),

amounts as (
    select
        *,
        unnest([
            {'figure': 'awarded', 'amount': amount},
            {'figure': 'received', 'amount': received},
            {'figure': 'conditional', 'amount': conditional},
            {'figure': 'spent', 'amount': spent},
            {'figure': 'left', 'amount': received - spent}
        ]) as line,
    from running
)

select
    counted_on,
    authority,
    line.figure as figure,
    grant_id as case_id,
    null as child_id,
    null as provider_id,
    case
        when is_known or line.figure = 'awarded' then line.amount
    end as numerator,
    null as denominator,
    funder,
    no_breakdowns() as breakdowns,
from amounts
