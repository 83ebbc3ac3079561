/*
title = "Support packages of agreements"
says = """
One row per package of added support begun by the as-at date, with the provider
of its agreement. An end after the as-at date is not yet one.
"""
*/
with

agreements as (
    select
        authority,
        agreement_id,
        arg_max(provider_id, valid_from) as provider_id,
    from model.agreements
    group by authority, agreement_id
)

select
    packages.authority,
    packages.package_id,
    packages.agreement_id,
    agreements.provider_id,
    packages.purpose,
    packages.weekly_cost,
    packages.starts_on,
    case
        when packages.ends_on <= getvariable('as_at') then packages.ends_on
    end as ends_on,
    packages.review_on,
    case
        when packages.reviewed_on <= getvariable('as_at')
            then packages.reviewed_on
    end as reviewed_on,
    outcomes.label as outcome,
    case
        when packages.evidence_on <= getvariable('as_at')
            then packages.evidence_on
    end as evidence_on,
    packages.file_id,
    packages.row_number,
from staging.support_packages as packages
left join agreements
    on packages.authority = agreements.authority
    and packages.agreement_id = agreements.agreement_id
left join code.package_outcome as outcomes
    on packages.outcome = outcomes.code
where packages.starts_on <= getvariable('as_at')
order by packages.authority, packages.package_id
