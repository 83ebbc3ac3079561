/*
title = "Providers that joined and left frameworks"
unit = "count"
polarity = "neutral"
definition = """
The number of providers that joined a framework or purchasing system during the
period, the number whose time on it came to an end, and the first less the
second. Joining counts on the first day of the provider's contract, or the day
it joined if later; an end on the first day on which it was no longer on the
framework, by having left, or because the term of its contract or of the
framework was over. Contracts that overlap, or follow one another without a day
between, are one time on the framework.
"""
source = "The council's registers of contracts and frameworks"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["contracts", "providers"]
case = "provider"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["net", "joined", "left"]
breakdowns = ["framework", "arrangement", "sector"]
categories = ["ending"]
*/
with

memberships as (
    select * from model.framework_memberships
),

changes as (
    select
        * replace (null as ending),
        joined_on as counted_on,
        1 as change,
        'joined' as figure,
    from memberships
    where joined_on <= getvariable('as_at')
    union all by name
    select
        *,
        last_day + 1 as counted_on,
        -1 as change,
        'left' as figure,
    from memberships
    where last_day < getvariable('as_at')
),

figures as (
    select * replace (1 as change), from changes
    union all by name
    select * replace ('net' as figure, null as ending), from changes
)

select
    counted_on,
    authority,
    figure,
    membership_id || case change when -1 then ', left' else '' end as case_id,
    null as child_id,
    provider_id,
    change as numerator,
    null as denominator,
    breakdowns,
    ending,
from figures
