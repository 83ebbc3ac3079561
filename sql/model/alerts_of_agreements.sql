/*
title = "Alerts about agreements"
says = """
On the as-at date, one row per child in a bought service who has had no
agreement for more than the days of the setting, or whose agreement has ended or
passed its planned end while the child is still there; and per agreement that
one side has not signed so many days after it began. Where the authority's
agreements hold no signature, none is asked for.
"""

[settings]
days = { default = 5, type = "integer", says = "Days after the child came, or the agreement began, within which it is to be made and signed" }
*/
with

placed as (
    select * from model.placed_today
),

ended as (
    select
        placed.authority,
        placed.placement_id,
        max(agreements.ended_on) as ended_on,
        arg_max(
            agreements.agreement_id,
            struct_pack(
                ended_on := agreements.ended_on,
                agreement_id := agreements.agreement_id
            )
        ) as ended_agreement_id,
    from placed
    inner join model.agreement_records as agreements
        on placed.authority = agreements.authority
        and placed.child_id = agreements.child_id
        and agreements.ended_on > placed.placement_started_on
    where
        placed.agreement_id is null
        and agreements.is_placement
    group by placed.authority, placed.placement_id
),

alerts as (
    select
        placed.* replace (ended.ended_agreement_id as agreement_id),
        case
            when ended.ended_on is not null
                then 'Agreement ended, child still there'
            else 'No agreement'
        end as kind,
        'high' as severity,
        coalesce(ended.ended_on, placed.placement_started_on) as since,
        case
            when ended.ended_on is not null then 'No agreement is live.'
            else 'No agreement is on record for the placement.'
        end as says,
        'Agree terms and issue an agreement; pay no invoice without one.'
            as what_to_do,
    from placed
    left join ended
        on placed.authority = ended.authority
        and placed.placement_id = ended.placement_id
    where
        placed.agreement_id is null
        and (
            ended.ended_on is not null
            or placed.nights > getvariable('alerts_of_agreements.days')
        )

    union all by name

    select
        *,
        'Agreement past its planned end' as kind,
        'medium' as severity,
        planned_end_on as since,
        'It was agreed up to ' || strftime(planned_end_on, '%-d %B %Y') || '.'
            as says,
        'Extend the agreement by a variation, or end it.' as what_to_do,
    from placed
    where planned_end_on < getvariable('as_at')

    union all by name

    select
        *,
        'Agreement not signed' as kind,
        'medium' as severity,
        agreement_starts_on as since,
        'Not signed by both sides.' as says,
        'Send it for signature.' as what_to_do,
    from placed
    where
        has_signatures
        and signed_on is null
        and getvariable('as_at') - agreement_starts_on
        > getvariable('alerts_of_agreements.days')
)

select
    authority,
    kind,
    severity,
    officer,
    provider_id,
    provider,
    child_id,
    agreement_id,
    contract_id,
    home_id,
    home,
    urn,
    service,
    nights,
    weekly_price,
    price,
    since,
    says,
    what_to_do,
from alerts
