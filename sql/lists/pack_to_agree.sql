/*
title = "What to agree"
says = """
One row for each thing that the council's records say is to be settled with the
provider: agreements that not both have signed, placements without one, support
packages whose review is overdue or whose last review said reduce or stop,
actions still open, and contracts whose last day for notice or review of terms
falls within the setting's days after the as-at date.
"""
audience = "exempt"
scope = "provider"
needs = ["providers"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
what = { label = "To settle", unit = "text", says = "What is to be settled" }
about = { label = "About", unit = "text", says = "Agreement, contract or visit" }
due_on = { label = "By", unit = "date", says = "Day by which, where there is one" }

[settings]
days_ahead = { default = 184, type = "integer", says = "So many days after the as-at date are looked ahead for notices and reviews of terms" }
*/
with

to_settle as (
    select
        1 as place,
        provider_id,
        case
            when signed_by_provider_on is not null
                then 'We are to sign the agreement'
            when signed_by_authority_on is not null
                then 'You are to sign the agreement'
            else 'Both of us are to sign the agreement'
        end as what,
        agreement_id as about,
        starts_on as due_on,
    from model.agreements
    where
        is_placement
        and valid_from <= getvariable('as_at')
        and coalesce(valid_to, date '9999-12-31') > getvariable('as_at')
        and (signed_by_provider_on is null or signed_by_authority_on is null)

    union all

    select
        1 as place,
        provider_id,
        'An agreement is to be made' as what,
        'Placement since ' || strftime(started_on, '%-d %B %Y') as about,
        started_on as due_on,
    from model.placements
    where
        ended_on is null
        and not has_agreement

    union all

    select
        2 as place,
        provider_id,
        case
            when outcome in ('Reduce', 'Stop')
                then outcome || ' the package: ' || coalesce(purpose, 'support')
            else 'Review the package: ' || coalesce(purpose, 'support')
        end as what,
        agreement_id as about,
        review_on as due_on,
    from model.agreement_packages
    where
        ends_on is null
        and (
            outcome in ('Reduce', 'Stop')
            or review_on < getvariable('as_at')
            and coalesce(reviewed_on < review_on, true)
        )

    union all

    select
        3 as place,
        provider_id,
        'Close ' || actions_open || case actions_open
            when 1 then ' action'
            else ' actions'
        end || coalesce(': ' || notes, '') as what,
        kind_label || ' of ' || strftime(held_on, '%-d %B %Y') as about,
        null as due_on,
    from model.provider_events
    where
        held_on is not null
        and actions_open > 0

    union all

    select
        4 as place,
        provider_id,
        case kind
            when 'Review' then 'Review the terms of '
            else 'Go on with, or give notice on, '
        end || title as what,
        contract_id as about,
        due_on,
    from model.contract_dates
    where
        kind in ('Review', 'Notice')
        and due_on between getvariable('as_at') and getvariable('as_at')
        + getvariable('pack_to_agree.days_ahead')::integer
)

select provider_id, what, about, due_on
from to_settle
where provider_id is not null
order by provider_id, place, due_on, about, what
