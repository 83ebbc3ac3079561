/*
title = "What to agree"
says = """
One row for each thing that the council's records say is to be settled with the
provider: inadequate judgements in force, grave concerns that are open, visits
and checks that are overdue, agreements that not both have signed or whose planned end has passed,
placements without one, support packages whose review is overdue or whose last
review said reduce or stop, actions still open, the first visit to a provider
of a placement whom nobody has visited or met, and contracts whose last day for
notice or review of terms falls within the setting's days after the as-at date.
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
    select 0 as place, *
    from model.provider_matters

    union all

    select 1 as place, *
    from model.agreements_to_settle

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
        3 as place,
        provider_id,
        'Hold the first visit: none has been held' as what,
        'Placements since ' || strftime(min(started_on), '%-d %B %Y') as about,
        null as due_on,
    from model.placements
    anti join model.provider_events
        on placements.provider_id = provider_events.provider_id
        and provider_events.held_on is not null
    where
        ended_on is null
        and provider_id in (
            select provider_id
            from model.providers
            where sector is distinct from 'in-house'
        )
        and exists (select * from model.provider_events)
    group by provider_id

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
