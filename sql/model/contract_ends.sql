/*
title = "Ends of contracts"
says = """
One row per contract with others that has a last day and has not been left,
planned ones apart: by when notice must be given so that it ends on that day,
how long it can be extended in all, and when the exercise for the next one is to
begin and to be awarded. Notice of so many months is given on the same day so
many months before the last day; from the last day of a month one arrives at the
last day of a month.
"""
*/
with

contracts as (
    select
        *,
        list_sum(
            list_transform(
                regexp_extract_all(coalesce(extensions, ''), '[0-9]+'),
                lambda written: cast(written as integer)
            )
        ) as months_of_extension,
    from model.contracts
    where
        ends_on is not null
        and left_on is null
        and arrangement is distinct from 'in-house'
        and status is distinct from 'planned'
)

select
    contracts.authority,
    contracts.contract_id,
    contracts.title,
    contracts.provider_id,
    providers.name as provider,
    contracts.framework_id,
    contracts.arrangement,
    contracts.arrangement_label,
    contracts.status,
    contracts.value,
    contracts.live_from,
    contracts.ends_on,
    contracts.extensions,
    coalesce(contracts.months_of_extension, 0)::integer
        as extension_months,
    months_before(contracts.ends_on, -extension_months) as last_end_on,
    contracts.notice_months,
    months_before(contracts.ends_on, contracts.notice_months)
        as notice_by,
    contracts.review_on,
    contracts.procurement_starts_on,
    contracts.award_on,
    contracts.lead_authority,
    contracts.officer,
    breakdowns_with(
        no_breakdowns(),
        sector := coalesce(providers.sector_label, 'Not known'),
        contract := contracts.title,
        framework := contracts.framework_id,
        arrangement := contracts.arrangement_label
    ) as breakdowns,
from contracts
left join model.providers
    on contracts.authority = providers.authority
    and contracts.provider_id = providers.provider_id
order by contracts.authority, contracts.contract_id
