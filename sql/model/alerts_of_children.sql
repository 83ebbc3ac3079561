/*
title = "Alerts about children"
says = """
On the as-at date, one row per child looked after whose placements broke down
twice or more often in the twelve months to it, in the current placement; per
support package that runs past its review; and per decision to place outside
the area that is missing or late.
"""

[settings]
breakdowns = { default = 2, type = "integer", says = "Breakdowns in twelve months from which a child is listed" }
*/
with

broken_down as (
    select
        child_id,
        count(*) as breakdowns,
        max(moved_on) as last_on,
    from model.breakdowns
    where moved_on > months_before(getvariable('as_at'), 12)
    group by child_id
),

alerts as (
    select
        caseload.authority,
        'Placements broke down again' as kind,
        'medium' as severity,
        caseload.provider_id,
        caseload.child_id,
        caseload.agreement_id,
        caseload.service,
        caseload.weekly_price,
        caseload.counted_on - caseload.placement_started_on as nights,
        broken_down.last_on as since,
        broken_down.breakdowns
        || ' placements broke down in twelve months.' as says,
        'Meet those who know the child, and settle what would hold.'
            as what_to_do,
    from model.caseload
    inner join broken_down
        on caseload.child_id = broken_down.child_id
    where
        caseload.counted_on = getvariable('as_at')
        and broken_down.breakdowns
        >= getvariable('alerts_of_children.breakdowns')

    union all by name

    select
        authority,
        'Support package past its review' as kind,
        'low' as severity,
        provider_id,
        child_id,
        agreement_id,
        service,
        weekly_cost as weekly_price,
        getvariable('as_at') - starts_on as nights,
        review_on as since,
        coalesce(purpose, 'A package') || ': its review was due on '
        || strftime(review_on, '%-d %B %Y') || '.' as says,
        'Review it with the evidence, and continue, reduce or stop it.'
            as what_to_do,
    from model.support_packages
    where
        is_past_review
        and ended_on is null

    union all by name

    select
        authority,
        kind,
        severity,
        provider_id,
        child_id,
        agreement_id,
        service,
        weekly_price,
        nights,
        since,
        says,
        what_to_do,
    from model.alerts_of_decisions
)

select
    *,
    cast(price_of_nights(weekly_price, nights) as decimal(18, 2)) as price,
from alerts
