/*
title = "Monitoring due"
says = """
One row per counting day, provider, bought service in which a child looked after
was placed with it on the day, and kind of monitoring that the intervals ask
for: the last day on which the provider had it by then, and the day by which the
next, or the first, is due. due_on itself is in time.
"""
*/
with

in_use as (
    select
        homes.counted_on,
        homes.authority,
        homes.provider_id,
        homes.service,
        count(*) as children,
    from model.caseload_homes as homes
    where
        homes.is_bought
        and homes.provider_id is not null
    group by
        homes.counted_on, homes.authority, homes.provider_id, homes.service
),

held as (
    select
        days.counted_on,
        days.authority,
        days.provider_id,
        monitoring.kind,
        max(monitoring.held_on) as last_held_on,
    from model.provider_days as days
    inner join model.monitoring
        on days.authority = monitoring.authority
        and days.provider_id = monitoring.provider_id
        and monitoring.held_on <= days.counted_on
    group by
        days.counted_on, days.authority, days.provider_id, monitoring.kind
)

select
    in_use.*,
    intervals.kind,
    intervals.kind_label,
    intervals.months,
    days.used_since,
    held.last_held_on,
    months_before(
        coalesce(held.last_held_on, days.due_since), -intervals.months
    ) as due_on,
from in_use
inner join model.provider_days as days
    on in_use.counted_on = days.counted_on
    and in_use.authority = days.authority
    and in_use.provider_id = days.provider_id
inner join model.monitoring_intervals as intervals
    on in_use.service = intervals.service
left join held
    on in_use.counted_on = held.counted_on
    and in_use.authority = held.authority
    and in_use.provider_id = held.provider_id
    and intervals.kind = held.kind
