/*
title = "Children who went missing"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children looked after on any day of the period, series of short breaks
left out, the percentage who were missing on at least one day of it; the
percentage who were away without authorisation; and the percentage who were one
or the other. A child missing when the period began counts, and one who has not
come back; the day on which a child came back is no day away, unless the child
had gone that day. Children are described as in the last placement of the
period. A time recorded without an end is over when the child's next one of its
kind begins, when the child leaves care, or after the last return that has it,
where a later one has come.
"""
source = "Department for Education, Children looked after in England, data guidance: children with at least one missing incident of all children looked after during the year; children missing on 1 April are included"
owner = "Head of children looked after"
reviewed = 2026-11-22
needs = ["episodes", "missing"]
case = "child"
counts = "over"
statistic = "ratio"
not_known = "left out"
figures = ["missing", "away without authorisation", "missing or away"]
breakdowns = ["service_group", "age_band", "sex", "asylum_seeking"]
*/
with

absent as (
    select
        periods.period_id,
        absences.child_id,
        bool_or(absences.is_missing) as was_missing,
        bool_or(not absences.is_missing) as was_away,
    from model.periods
    inner join model.absences
        on absences.started_on <= periods.period_end
        and coalesce(absences.last_day, date '9999-12-31')
        >= periods.period_start
    group by periods.period_id, absences.child_id
)

select
    period_children.period_id,
    period_children.authority,
    period_children.child_id as case_id,
    period_children.child_id,
    period_children.provider_id,
    unnest([
        'missing', 'away without authorisation', 'missing or away',
    ]) as figure,
    unnest([
        coalesce(absent.was_missing, false)::integer,
        coalesce(absent.was_away, false)::integer,
        (absent.child_id is not null)::integer,
    ]) as numerator,
    1 as denominator,
    period_children.breakdowns,
from model.period_children
left join absent
    on period_children.period_id = absent.period_id
    and period_children.child_id = absent.child_id
