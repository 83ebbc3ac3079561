/*
title = "Children who left care and were adopted, over three years"
unit = "percent"
polarity = "higher is better"
definition = """
Of the children who left the council's care in the financial year or the two
before it, the percentage who were adopted. A child who left more than once in
a financial year is counted once in it, at the last time; who left in more than
one is counted in each. The year that holds the as-at date counts up to that
day. Series of short breaks are not counted, nor is an ending that says that
another placement follows on the same day. Where the reason for leaving is not
known, the child stays in the total and is shown beside it.
"""
source = "Department for Education, Local authority interactive tool, percentage of children looked after adopted in the year: reasons E11 and E12, of all who ceased to be looked after; only the last occasion in the year; here over three financial years, as the adoption scorecards average"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "24 months"
case = "child"
counts = "over"
statistic = "ratio"
not_known = "in denominator"
breakdowns = ["age_band", "sex", "ethnic_group", "need", "legal_status"]
*/
select
    periods.period_id,
    leavers.authority,
    leavers.leaver_id as case_id,
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
    on leavers.left_on
    between months_before(periods.period_start, 24) and periods.period_end
where periods.period_kind = 'year'
qualify
    row_number() over (
        partition by
            periods.period_id,
            leavers.child_id,
            financial_year_start(leavers.left_on)
        order by leavers.left_on desc
    ) = 1
