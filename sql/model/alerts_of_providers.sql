/*
title = "Alerts about providers"
says = """
On the as-at date, one row per provider with a child looked after in a bought
service that nobody has visited or audited, where monitoring is recorded; per
concern raised in the last days of the setting about a provider with a child;
and per provider of supported accommodation whose finance check is late, or was
never made and is due. No child is meant but that of a concern.
"""

[settings]
new_days = { default = 7, type = "integer", says = "Days for which a concern is new" }
*/
with

standing as (
    select * from model.provider_standing
    where children > 0
),

monitored as (
    select distinct authority from model.coverage
    where extract = 'monitoring'
),

alerts as (
    select
        standing.*,
        'Never visited' as kind,
        'medium' as severity,
        standing.used_since as since,
        standing.children || ' placed, and no visit or audit on record.'
            as says,
        'Make a quality visit.' as what_to_do,
    from standing
    semi join monitored
        on standing.authority = monitored.authority
    where standing.last_seen_on is null

    union all by name

    select
        standing.*,
        'New concern' as kind,
        case when concerns.severity >= 3 then 'high' else 'medium' end
            as severity,
        concerns.raised_on as since,
        coalesce(concerns.kind, 'A concern') || ', severity '
        || coalesce(concerns.severity::integer::varchar, 'not known')
        || case
            when concerns.closed_on is null then ', open.'
            else ', closed.'
        end as says,
        case
            when concerns.closed_on is null
                then 'Follow it up with the provider.'
            else 'See that what was agreed is done.'
        end as what_to_do,
        concerns.child_id,
        concerns.urn,
    from standing
    inner join model.concerns
        on standing.authority = concerns.authority
        and standing.provider_id = concerns.provider_id
        and concerns.raised_on
        > getvariable('as_at') - getvariable('alerts_of_providers.new_days')

    union all by name

    select
        standing.*,
        'Finance check of supported accommodation late' as kind,
        'medium' as severity,
        dues.due_on as since,
        case
            when dues.last_held_on is null then 'None on record.'
            else 'The last was on ' || strftime(dues.last_held_on, '%-d %B %Y')
            || '.'
        end as says,
        'Make the check before anybody else is placed.' as what_to_do,
        dues.service,
    from standing
    inner join model.monitoring_dues as dues
        on standing.authority = dues.authority
        and standing.provider_id = dues.provider_id
        and dues.counted_on = getvariable('as_at')
    where
        dues.kind = 'finance check'
        and dues.service like 'supported accommodation%'
        and dues.due_on < getvariable('as_at')
)

select
    authority,
    kind,
    severity,
    officer,
    provider_id,
    provider,
    child_id,
    urn,
    service,
    since,
    says,
    what_to_do,
from alerts
