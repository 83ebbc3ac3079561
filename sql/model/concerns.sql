/*
title = "Concerns"
says = """
One row per concern about a provider or home raised by the as-at date. The
provider is the one named, else that of the home with the regulator's number,
else that of the child's placement on the day. Severity is from 1, the least,
to 4; a blank or any other number is not known. closed_on after the as-at date
is not yet one.
"""
*/
with

raised as (
    select
        concerns.* replace (
            concerns.authority || '/' || concerns.child_id as child_id,
            upper(concerns.urn) as urn
        ),
        homes.provider_id as home_provider_id,
    from staging.concerns as concerns
    left join model.homes
        on concerns.authority = homes.authority
        and upper(concerns.urn) = upper(homes.urn)
        and homes.is_urn_first
    where concerns.raised_on <= getvariable('as_at')
),

placed as (
    select
        raised.authority,
        raised.concern_id,
        arg_max(placements.provider_id, placements.started_on) as provider_id,
    from raised
    inner join model.placements
        on raised.child_id = placements.child_id
        and placements.started_on <= raised.raised_on
        and coalesce(placements.ended_on, date '9999-12-31')
        > raised.raised_on
    group by raised.authority, raised.concern_id
)

select
    raised.authority,
    raised.concern_id,
    coalesce(
        raised.provider_id, raised.home_provider_id, placed.provider_id
    ) as provider_id,
    raised.urn,
    raised.child_id,
    raised.raised_on,
    raised.kind,
    case when raised.severity between 1 and 4 then raised.severity end
        as severity,
    case
        when raised.closed_on <= getvariable('as_at') then raised.closed_on
    end as closed_on,
    raised.file_id,
    raised.row_number,
from raised
left join placed
    on raised.authority = placed.authority
    and raised.concern_id = placed.concern_id
order by raised.authority, raised.concern_id
