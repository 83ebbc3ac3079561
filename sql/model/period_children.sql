/*
title = "Children looked after in a period"
says = """
One row per period and child looked after on any day of it, series of short
breaks left out, with the placement of the last of those days; the age band is that of
that day. Breakdowns are there only for periods that have them.
"""
*/
with

periods as (
    select * from model.periods
),

stays as (
    select
        authority,
        child_id,
        placement_id,
        started_on,
        coalesce(ended_on - 1, date '9999-12-31') as last_day,
        born_on,
    from model.placed_episodes
    where not is_short_break
),

latest as (
    select
        periods.period_id,
        stays.authority,
        stays.child_id,
        arg_max(stays.placement_id, stays.started_on) as placement_id,
        max(least(stays.last_day, periods.period_end)) as last_day,
        any_value(stays.born_on) as born_on,
        any_value(periods.has_breakdowns) as has_breakdowns,
    from periods
    inner join stays
        on stays.started_on <= periods.period_end
        and stays.last_day >= periods.period_start
    group by periods.period_id, stays.authority, stays.child_id
)

select
    latest.period_id,
    latest.authority,
    latest.child_id,
    latest.placement_id,
    latest.last_day,
    placements.provider_id,
    case
        when latest.has_breakdowns then
            struct_pack(
                service_group := placements.breakdowns.service_group,
                provider := placements.breakdowns.provider,
                contract := placements.breakdowns.contract,
                age_band := coalesce(ages.label, 'Not known'),
                sex := placements.breakdowns.sex,
                asylum_seeking := placements.breakdowns.asylum_seeking
            )
    end as breakdowns,
from latest
inner join model.placements
    on latest.placement_id = placements.placement_id
left join model.ages
    on age_on(latest.born_on, latest.last_day) = ages.age
order by latest.period_id, latest.child_id
