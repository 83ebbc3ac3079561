/*
title = "What falls due"
says = """
One row per review, visit, notice or end that is overdue on the as-at date or
falls due by so many days after it: review meetings of providers in use, visits
and audits that are planned and not held, quality visits that the risk asks for
and checks that the intervals ask for, unless one is planned by then, reviews of
support packages that are running, and of contracts that are live their review,
last day for notice and end. A notice or an end that has passed is not listed.
"""
audience = "exempt"
scope = "council"
needs = ["providers"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
due_on = { label = "Due", unit = "date", says = "Day by which it is to be done" }
kind = { label = "Kind", unit = "text", says = "Review, visit, check, notice or end" }
what = { label = "What", unit = "text", says = "What is to be done" }
provider = { label = "Provider", unit = "text", says = "The provider" }
reference = { label = "Reference", unit = "text", says = "The provider, agreement, contract or event" }
officer = { label = "Officer", unit = "text", says = "Who sees to it, where it is known" }
is_overdue = { label = "Overdue", unit = "text", says = "Whether the day has passed" }

[settings]
days_ahead = { default = 184, type = "integer", says = "So many days after the as-at date are looked ahead" }
*/
with

dates as (
    select
        next_review_on as due_on,
        'Review' as kind,
        'Review meeting' as what,
        provider_id,
        provider_id as reference,
        officer,
    from model.provider_facts
    where
        is_used
        and sector is distinct from 'in-house'

    union all

    select
        held_by as due_on,
        case kind when 'quality visit' then 'Visit' else 'Check' end as kind,
        kind_label as what,
        provider_id,
        event_id as reference,
        visitor as officer,
    from model.provider_events
    where
        held_on is null
        and kind is distinct from 'review meeting'

    union all

    select
        due_on,
        kind,
        what,
        provider_id,
        provider_id as reference,
        officer,
    from model.provider_dues
    where
        kind in ('Visit', 'Check')
        and not is_planned

    union all

    select
        review_on as due_on,
        'Review' as kind,
        'Support package: ' || coalesce(purpose, package_id) as what,
        provider_id,
        agreement_id as reference,
        null as officer,
    from model.agreement_packages
    where
        ends_on is null
        and coalesce(reviewed_on < review_on, true)

    union all

    select
        due_on,
        kind,
        case kind
            when 'Review' then 'Terms of '
            when 'Notice' then 'Last day for notice on '
            else 'End of '
        end || title as what,
        provider_id,
        contract_id as reference,
        officer,
    from model.contract_dates
)

select
    dates.due_on,
    dates.kind,
    dates.what,
    provider_facts.name as provider,
    dates.reference,
    dates.officer,
    dates.due_on < getvariable('as_at') as is_overdue,
from dates
left join model.provider_facts
    on dates.provider_id = provider_facts.provider_id
where
    dates.due_on
    <= getvariable('as_at') + getvariable('due_dates.days_ahead')::integer
    and (
        dates.due_on >= getvariable('as_at')
        or dates.kind in ('Review', 'Visit', 'Check')
    )
order by dates.due_on, dates.kind, dates.what, dates.reference
