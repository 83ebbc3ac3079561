/*
title = "Agreements as a whole"
says = """
One row per Individual Placement Agreement, its variations put together: when it
was signed by each side, on whichever of its terms and by the as-at date, and
provider, home, service and price of its latest terms. signed_on is the day of
the later signature. has_signatures: the authority's agreements say at all when
they were signed. ended_on is the day left; has_follow_up: the child stayed with
the same provider under another agreement that began by the day after.
"""
*/
with

terms as (
    select
        *,
        case
            when signed_by_authority_on <= getvariable('as_at')
                then signed_by_authority_on
        end as authority_signed_on,
        case
            when signed_by_provider_on <= getvariable('as_at')
                then signed_by_provider_on
        end as provider_signed_on,
    from model.agreements
),

records as (
    select
        authority,
        agreement_id,
        arg_max(child_id, valid_from) as child_id,
        arg_max(kind, valid_from) as kind,
        arg_max(is_placement, valid_from) as is_placement,
        arg_max(provider_id, valid_from) as provider_id,
        arg_max(home_id, valid_from) as home_id,
        upper(arg_max(urn, valid_from)) as urn,
        arg_max(contract_id, valid_from) as contract_id,
        arg_max(service, valid_from) as service,
        arg_max(arrangement, valid_from) as arrangement,
        arg_max(officer, valid_from) as officer,
        arg_max_null(weekly_price, valid_from) as weekly_price,
        max(valid_from) as terms_from,
        min(starts_on) as starts_on,
        arg_max_null(ends_on, valid_from) as ended_on,
        arg_max_null(planned_end_on, valid_from) as planned_end_on,
        min(authority_signed_on) as authority_signed_on,
        min(provider_signed_on) as provider_signed_on,
        case
            when min(authority_signed_on) is not null
                and min(provider_signed_on) is not null
                then greatest(
                    min(authority_signed_on), min(provider_signed_on)
                )
        end as signed_on,
        arg_max(breakdowns, valid_from) as breakdowns,
    from terms
    group by authority, agreement_id
),

signing_authorities as (
    select distinct authority
    from records
    where coalesce(authority_signed_on, provider_signed_on) is not null
),

follow_ups as (
    select distinct
        ended.authority,
        ended.agreement_id,
    from records as ended
    inner join records as next_records
        on ended.authority = next_records.authority
        and ended.child_id = next_records.child_id
        and ended.provider_id = next_records.provider_id
        and ended.agreement_id <> next_records.agreement_id
        and next_records.starts_on <= ended.ended_on + 1
        and coalesce(next_records.ended_on, date '9999-12-31') > ended.ended_on
    where next_records.is_placement
)

select
    records.*,
    signing_authorities.authority is not null as has_signatures,
    follow_ups.agreement_id is not null as has_follow_up,
from records
left join signing_authorities
    on records.authority = signing_authorities.authority
left join follow_ups
    on records.authority = follow_ups.authority
    and records.agreement_id = follow_ups.agreement_id
order by records.authority, records.agreement_id
