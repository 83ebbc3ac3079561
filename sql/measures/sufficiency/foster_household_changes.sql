/*
title = "Fostering households gained and lost"
unit = "count"
polarity = "higher is better"
definition = """
The council's own fostering households approved during the period, those whose
approval ended, and the first less the second. An approval counts on the day
given, an ending on the first day without approval. A household that a later
register no longer lists, though no ending is given, counts as ended on the day
of that register, for a reason that is not known. There is no figure for a
period that begins before the first register in hand, because of what happened
then only part is known, unless the council says that its registers list the
households of earlier years too.
"""
source = "The council's fostering register"
owner = "Head of fostering"
reviewed = 2026-11-22
needs = ["fostering_households"]
case = "household"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["net", "approved", "ended"]
breakdowns = []
categories = ["kind", "reason"]

[settings]
registers_hold_earlier_years = { default = false, type = "yes_no", says = "The first register lists households that had ended before it too, so that earlier periods can be counted from it" }
*/
with

approvals as (
    select * from model.fostering_approvals
),

authorities as (
    select
        authority,
        min(first_register_on) as first_register_on,
    from approvals
    group by authority
),

periods as (
    select
        periods.*,
        authorities.authority,
        periods.period_start >= authorities.first_register_on
        or getvariable('foster_household_changes.registers_hold_earlier_years')
            as is_known,
    from model.periods
    cross join authorities
),

changes as (
    select *, approved_on as changed_on, 1 as change, null as reason,
    from approvals
    union all by name
    select *, ended_on as changed_on, -1 as change,
        ended_reason_label as reason,
    from approvals
),

figures as (
    select *, 'net' as figure, change as households, from changes
    union all by name
    select
        *,
        case change when 1 then 'approved' else 'ended' end as figure,
        1 as households,
    from changes
)

select
    periods.period_id,
    periods.authority,
    figures.figure,
    figures.approval_id || case figures.change when 1 then '' else ', ended' end
        as case_id,
    null as child_id,
    null as provider_id,
    figures.households as numerator,
    null as denominator,
    no_breakdowns() as breakdowns,
    figures.kind_label as kind,
    case figures.figure when 'ended' then figures.reason end as reason,
from periods
inner join figures
    on periods.authority = figures.authority
    and figures.changed_on between periods.period_start and periods.period_end
where periods.is_known

union all by name

select
    period_id,
    authority,
    unnest(['net', 'approved', 'ended']) as figure,
    'no register at ' || period_start as case_id,
    null as numerator,
    0 as denominator,
    no_breakdowns() as breakdowns,
from periods
where not is_known
