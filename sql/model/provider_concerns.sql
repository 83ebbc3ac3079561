/*
title = "Concerns about providers"
says = """
One row per concern raised by the as-at date. The provider is the one named,
else that of the home with the regulator's number. A concern closed after the
as-at date is still open.
"""
*/
select
    concerns.authority,
    concerns.concern_id,
    coalesce(concerns.provider_id, homes.provider_id) as provider_id,
    concerns.raised_on,
    coalesce(concerns.kind, 'Not known') as kind,
    case
        when concerns.severity between 1 and 4 then concerns.severity
    end as severity,
    case
        when concerns.closed_on <= getvariable('as_at') then concerns.closed_on
    end as closed_on,
    concerns.file_id,
    concerns.row_number,
from staging.concerns as concerns
left join model.homes
    on concerns.authority = homes.authority
    and upper(concerns.urn) = upper(homes.urn)
    and homes.is_urn_first
where concerns.raised_on <= getvariable('as_at')
order by concerns.authority, concerns.concern_id
