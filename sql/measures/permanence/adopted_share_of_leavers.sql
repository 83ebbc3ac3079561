/*
title = "Children who left care and were adopted"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children who left the council's care in the period, the percentage who
were adopted. A child who left more than once in the period is counted once, at
the last time. Series of short breaks are not counted, nor is an ending that
says that another placement follows on the same day. Where the reason for
leaving is not known, the child stays in the total and is shown beside it.
Ages are those on the day of leaving.
"""
source = "Department for Education, Local authority interactive tool, percentage of children looked after adopted in the year: reasons E11 and E12, of all who ceased to be looked after; only the last occasion in the year"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "over"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["age_band", "sex", "ethnic_group", "need", "legal_status"]
*/
select
    periods.period_id,
    leavers.authority,
    leavers.child_id as case_id,
    leavers.child_id,
    leavers.provider_id,
    case
        when leavers.reason_ended is not null
            then leavers.is_adopted::integer
    end as numerator,
    1 as denominator,
    leavers.breakdowns,
from model.leavers
inner join model.periods
    on leavers.left_on between periods.period_start and periods.period_end
qualify
    row_number() over (
        partition by periods.period_id, leavers.child_id
        order by leavers.left_on desc
    ) = 1
