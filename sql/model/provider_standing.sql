/*
title = "Where each provider stands"
says = """
One row per provider, as on the as-at date: each that has a child looked after
in a bought service, and every other of the register that has not ended and is
not the council itself. Its risk, with points, score and level as
model.provider_risk works them out and in words; when it was last visited and
met; when the next visit and review are due, which for a provider in use and
never visited or met is so many months after a child was first placed with it. A
provider without a child has nothing due. On the day it is due nothing is
overdue.
"""
*/
with

risks as (
    select
        *,
        case
            when children > 0
                then months_before(
                    coalesce(last_visited_on, due_since), -visit_months
                )
        end as next_visit_on,
        case
            when children > 0
                then months_before(
                    coalesce(last_reviewed_on, due_since),
                    -review_months
                )
        end as next_review_on,
    from model.provider_risk
    where counted_on = getvariable('as_at')
)

select
    risks.* exclude (counted_on, due_since, has_inspections, has_monitoring),
    coalesce(providers.name, risks.provider_id) as provider,
    providers.owner_group,
    coalesce(providers.sector_label, 'Not known') as sector_label,
    providers.status,
    officers.officer,
    coalesce(risks.next_visit_on < getvariable('as_at'), false)
        as is_visit_overdue,
    coalesce(risks.next_review_on < getvariable('as_at'), false)
        as is_review_overdue,
    'judgement ' || coalesce(
        lower(risks.judgement),
        case when risks.has_inspections then 'not known' else 'not available'
        end
    ) || ': ' || coalesce(print_number(risks.judgement_points, 1), '-')
    || '; concerns ' || risks.concerns || ' of severity '
    || risks.concern_severity::integer || ' together: '
    || print_number(risks.concern_points, 1)
    || '; breakdowns ' || risks.breakdowns || ': '
    || print_number(risks.breakdown_points, 1)
    || '; times missing ' || risks.missing_times || ': '
    || print_number(risks.missing_points, 1)
    || '; children in the year ' || risks.children_in_year
    || '; latest rating ' || coalesce(
        risks.review_rating::varchar,
        case when risks.has_monitoring then 'not known' else 'not available'
        end
    ) || ': ' || coalesce(print_number(risks.review_points, 1), '-')
    || '; complex children ' || risks.complex_children || ' of '
    || risks.children || ': ' || print_number(risks.complexity_points, 1)
    || '; finance check ' || coalesce(
        risks.finance_rating::varchar,
        case when risks.has_monitoring then 'not known' else 'not available'
        end
    ) || ': ' || coalesce(print_number(risks.finance_points, 1), '-')
        as made_of,
from risks
left join model.providers
    on risks.authority = providers.authority
    and risks.provider_id = providers.provider_id
left join model.provider_officers as officers
    on risks.authority = officers.authority
    and risks.provider_id = officers.provider_id
order by risks.authority, risks.provider_id
