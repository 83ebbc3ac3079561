/*
title = "Contract alerts"
says = """
Everything that an officer should see to on the as-at date, one row an alert:
its kind, how grave it is (high, medium, low), the officer, whose provider,
child, home and agreement, nights and price so far, since when, what is wrong
and what to do. alert_id is the same each morning while the matter is the same.
"""
*/
with

unlawful as (
    select
        authority,
        case
            when is_unlawful then reason
            when reason = 'Not registered' then 'Registration not known'
            else 'Supported accommodation, age not known'
        end as kind,
        case when is_unlawful then 'high' else 'low' end as severity,
        provider_id,
        child_id,
        agreement_id,
        contract_id,
        home_id,
        urn,
        service,
        nights,
        weekly_price,
        price,
        unlawful_since as since,
        case
            when is_unlawful and reason = 'Not registered'
                then 'The place must be registered and is not.'
            when is_unlawful
                then 'Nobody under 16 may be placed there.'
            else 'Nothing on record says whether the placement is lawful.'
        end as says,
        case
            when is_unlawful
                then 'Tell the director today, and move the child.'
            else 'Find out, and complete the records.'
        end as what_to_do,
    from model.unlawful_placements
    where counted_on = getvariable('as_at')
),

alerts as (
    select * from unlawful
    union all by name
    select * from model.alerts_of_homes
    union all by name
    select * from model.alerts_of_providers
    union all by name
    select * from model.alerts_of_dues
    union all by name
    select * from model.alerts_of_agreements
    union all by name
    select * from model.alerts_of_rates
    union all by name
    select * from model.alerts_of_children
)

select
    alerts.authority,
    concat_ws(
        '/', alerts.kind, alerts.provider_id, alerts.child_id,
        alerts.agreement_id, alerts.service, alerts.since
    ) || case
        when row_number() over same_matter > 1
            then '/' || row_number() over same_matter
        else ''
    end as alert_id,
    alerts.kind,
    alerts.severity,
    coalesce(alerts.officer, officers.officer, agreements.officer) as officer,
    alerts.provider_id,
    coalesce(alerts.provider, providers.name) as provider,
    alerts.child_id,
    alerts.agreement_id,
    alerts.contract_id,
    alerts.home_id,
    coalesce(alerts.home, homes.name) as home,
    alerts.urn,
    alerts.service,
    alerts.nights,
    alerts.weekly_price,
    alerts.price,
    alerts.since,
    alerts.says,
    alerts.what_to_do,
from alerts
left join model.providers
    on alerts.authority = providers.authority
    and alerts.provider_id = providers.provider_id
left join model.provider_officers as officers
    on alerts.authority = officers.authority
    and alerts.provider_id = officers.provider_id
left join model.agreement_records as agreements
    on alerts.authority = agreements.authority
    and alerts.agreement_id = agreements.agreement_id
left join model.homes
    on alerts.authority = homes.authority
    and alerts.home_id = homes.home_id
window same_matter as (
    partition by
        alerts.authority, alerts.kind, alerts.provider_id, alerts.child_id,
        alerts.agreement_id, alerts.service, alerts.since
    order by alerts.says
)
