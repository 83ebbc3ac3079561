/*
title = "Children who came into care with a sibling in care"
unit = "percent"
polarity = "neutral"
definition = """
Of the children who started to be looked after during the period, the percentage
who had a brother or sister looked after on the day on which they started; and
the percentage of whom a brother or sister started too, no more than seven days
before or after. The children are those of the measure of children who started:
each once a period, at the first time; series of short breaks do not count, nor
do brothers and sisters who come for those only.
"""
source = "Department for Education, Children looked after in England, children who started to be looked after during the year; sibling groups are the council's"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "siblings"]
case = "child"
counts = "over"
statistic = "ratio"
not_known = "in denominator"
figures = ["sibling_in_care", "came_together"]
breakdowns = ["service", "service_group", "age_band", "need"]

[settings]
days_apart = { default = 7, type = "integer", says = "Brothers and sisters who start so many days apart, or fewer, came together" }
*/
with

periods_of_care as (
    select * from model.periods_of_care
),

siblings as (
    select * from model.siblings
),

entrants as (
    select
        periods_of_care.*,
        siblings.sibling_group,
    from periods_of_care
    left join siblings
        on periods_of_care.child_id = siblings.child_id
    where
        periods_of_care.is_start_known
        and not periods_of_care.began_as_short_breaks
),

with_siblings as (
    select
        entrants.period_of_care_id,
        coalesce(bool_or(
            others.started_on <= entrants.started_on
            and coalesce(others.ended_on > entrants.started_on, true)
        ), false) as sibling_in_care,
        coalesce(bool_or(
            others.is_start_known
            and not others.began_as_short_breaks
            and abs(others.started_on - entrants.started_on)
            <= getvariable('entrants_in_sibling_group.days_apart')
        ), false) as came_together,
    from entrants
    left join siblings
        on entrants.authority = siblings.authority
        and entrants.sibling_group = siblings.sibling_group
        and entrants.child_id <> siblings.child_id
    left join periods_of_care as others
        on siblings.child_id = others.child_id
        and not others.is_short_breaks_only
    group by entrants.period_of_care_id
),

started as (
    select
        periods.period_id,
        entrants.*,
    from entrants
    inner join model.periods
        on entrants.started_on between periods.period_start
        and periods.period_end
    qualify
        row_number() over (
            partition by periods.period_id, entrants.child_id
            order by entrants.started_on
        ) = 1
)

select
    started.period_id,
    started.authority,
    unnest(['sibling_in_care', 'came_together']) as figure,
    started.child_id as case_id,
    started.child_id,
    placements.provider_id,
    unnest([
        with_siblings.sibling_in_care::integer,
        with_siblings.came_together::integer,
    ]) as numerator,
    1 as denominator,
    placements.breakdowns,
from started
inner join with_siblings
    on started.period_of_care_id = with_siblings.period_of_care_id
left join model.placements
    on started.period_of_care_id = placements.period_of_care_id
    and started.started_on = placements.started_on
