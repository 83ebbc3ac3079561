/*
title = "Terms that invoices are held to"
says = """
One row per agreement and variation, with the nights for which it may be billed:
from paid_from up to, and not on, paid_to, which is empty while it runs. Notice
that was given is paid to its last night, also after the child left, unless an
agreement of its own stands for it; under the first-and-last-day rule the day of
leaving is paid too. The parts of the weekly price are in pence. is_signed: both signed some row of the agreement by the
as-at date; null where the authority keeps no signatures.
"""
*/
with

terms as (
    select
        *,
        lead(valid_from) over versions is null as is_last,
        lag(valid_from) over versions is null as is_first,
        bool_or(
            coalesce(
                signed_by_authority_on <= getvariable('as_at')
                and signed_by_provider_on <= getvariable('as_at'),
                false
            )
        ) over (partition by authority, agreement_id) as has_signatures,
    from model.agreement_terms
    window versions as (
        partition by authority, agreement_id
        order by valid_from
    )
),

signing as (
    select
        authority,
        bool_or(
            signed_by_authority_on is not null
            or signed_by_provider_on is not null
        ) as keeps_signatures,
    from terms
    group by authority
),

after_leaving as (
    select distinct
        authority,
        child_id,
        provider_id,
    from terms
    where kind in ('notice', 'retainer')
)

select
    terms.authority,
    terms.agreement_id,
    terms.valid_from,
    case
        when terms.is_first then least(terms.starts_on, terms.valid_from)
        else terms.valid_from
    end as paid_from,
    coalesce(
        contracts.day_count, getvariable('invoice_lines.day_count')
    ) as day_count,
    case
        when not terms.is_last or terms.ends_on is null then terms.valid_to
        else greatest(
            terms.valid_to
            + case when day_count = 'first and last day' then 1 else 0 end,
            case
                when after_leaving.child_id is null
                    and terms.notice_given_on <= getvariable('as_at')
                    then terms.notice_given_on
                        + cast(terms.notice_days as integer)
            end
        )
    end as paid_to,
    terms.starts_on,
    terms.ends_on,
    terms.kind,
    terms.is_placement,
    terms.child_id,
    terms.provider_id,
    terms.contract_id,
    terms.service,
    terms.lot,
    terms.officer,
    terms.weekly_price is not null as has_price,
    cast(coalesce(terms.weekly_core, 0) * 100 as bigint) as core,
    cast(coalesce(terms.weekly_support, 0) * 100 as bigint) as support,
    cast(coalesce(terms.weekly_education, 0) * 100 as bigint) as education,
    cast(coalesce(terms.weekly_other, 0) * 100 as bigint) as other,
    case when signing.keeps_signatures then terms.has_signatures end
        as is_signed,
from terms
left join model.contracts
    on terms.authority = contracts.authority
    and terms.contract_id = contracts.contract_id
left join signing
    on terms.authority = signing.authority
left join after_leaving
    on terms.authority = after_leaving.authority
    and terms.child_id = after_leaving.child_id
    and terms.provider_id = after_leaving.provider_id
    and terms.kind not in ('notice', 'retainer')
