/*
title = "Secure placements"
unit = "count"
polarity = "lower is better"
definition = """
The number of placements in a secure children's home that were going on at any
time in the period; of these, the number that began in it; and the number of
children. A placement that the child left on the first day of the period is not
counted, one that began on the last day is. Described as on the day it began.
"""
source = "Placement code K1 of the children looked after return, secure children's homes: welfare and criminal justice placements alike; by legal status they come apart"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["placements", "begun", "children"]
breakdowns = ["age_band", "sex", "legal_status", "locality"]
*/
with

going_on as (
    select
        periods.period_id,
        periods.period_start,
        placements.*,
    from model.placements
    inner join model.periods
        on placements.started_on <= periods.period_end
        and coalesce(placements.ended_on, date '9999-12-31')
        > periods.period_start
    where
        placements.service = 'secure'
        and not placements.is_short_break
),

figures as (
    select *, 'placements' as figure, placement_id as case_id, from going_on
    union all by name
    select *, 'begun' as figure, placement_id as case_id, from going_on
    where
        started_on >= period_start
        and is_start_known
    union all by name
    select *, 'children' as figure, child_id as case_id, from going_on
    qualify
        row_number() over (
            partition by period_id, child_id
            order by started_on desc
        ) = 1
)

select
    period_id,
    authority,
    figure,
    case_id,
    child_id,
    provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
from figures
