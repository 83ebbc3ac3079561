/*
title = "Agreements to settle"
says = """
One row for each thing about placement agreements that is to be settled with a
provider on the as-at date: an agreement that not both have signed, one whose
planned end has passed while the child lives there still, a placement without
one.
"""
*/
with

live as (
    select * from model.agreements
    where
        is_placement
        and starts_on <= getvariable('as_at')
        and valid_from <= getvariable('as_at')
        and coalesce(valid_to, date '9999-12-31') > getvariable('as_at')
)

select
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
from live
where signed_by_provider_on is null or signed_by_authority_on is null

union all

select
    provider_id,
    'The planned end has passed: agree a new one' as what,
    agreement_id as about,
    planned_end_on as due_on,
from live
where planned_end_on < getvariable('as_at')

union all

select
    provider_id,
    'An agreement is to be made' as what,
    'Placement since ' || strftime(started_on, '%-d %B %Y') as about,
    started_on as due_on,
from model.placements
where
    ended_on is null
    and not has_agreement
order by provider_id, due_on, about, what
