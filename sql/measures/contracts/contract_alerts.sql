/*
title = "Contract alerts"
unit = "count"
polarity = "lower is better"
definition = """
The number of alerts about placements and providers on the day of the figures,
by kind: unlawful placements; children in homes judged inadequate or closed, or
with a provider that is suspended or has ended; judgements that fell in the last
31 days and concerns raised in the last seven; providers never visited; quality
visits, review meetings and checks that are overdue; placements without an
agreement after five days, with one that is unsigned, past its planned end or
ended, or billed at a changed rate; children two of whose placements broke down
in twelve months; support packages past review; decisions to place outside the
area that are missing or late. A child or provider counts once under each kind
that holds, and more often where it holds more than once. Alerts are of one day:
there is no figure for any earlier one.
"""
source = "The council's records of placements, agreements, monitoring and concerns, and the regulator's judgements; which matters make an alert is our own choice, and each stands in the list of the same name"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "providers", "agreements"]
case = "alert"
counts = "at end"
statistic = "sum"
not_known = "left out"
breakdowns = ["provider"]
categories = ["kind", "severity"]
*/
select
    getvariable('as_at') as counted_on,
    authority,
    alert_id as case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns_with(no_breakdowns(), provider := provider) as breakdowns,
    kind,
    upper(left(severity, 1)) || substr(severity, 2) as severity,
from model.contract_alerts

union all by name

select
    counting_days.counted_on,
    authorities.authority,
    'not of this day' as case_id,
    null as child_id,
    null as provider_id,
    null as numerator,
    null as denominator,
    no_breakdowns() as breakdowns,
    null as kind,
    null as severity,
from model.counting_days
cross join code.council_authorities as authorities
where counting_days.counted_on < getvariable('as_at')
