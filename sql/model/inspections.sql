/*
title = "Inspections"
says = """
One row per inspection of a home or agency up to the as-at date, from the
council's own list and from the regulator's list of providers, of which each row
holds the latest and the one before. The council's own row of a day goes first,
then the newer list. is_good says whether the judgement is good or better.
"""
*/
with

listed as (
    select
        authority,
        urn,
        latest_on as inspected_on,
        latest_kind as kind,
        latest_judgement as judgement,
        latest_published_on as published_on,
        file_id,
        row_number,
        snapshot_on,
    from staging.regulated_settings

    union all

    select
        authority,
        urn,
        previous_on as inspected_on,
        previous_kind as kind,
        previous_judgement as judgement,
        previous_published_on as published_on,
        file_id,
        row_number,
        snapshot_on,
    from staging.regulated_settings
),

received as (
    select
        authority,
        urn,
        inspected_on,
        kind,
        judgement,
        published_on,
        file_id,
        row_number,
        snapshot_on,
        1 as place,
    from staging.inspections

    union all

    select
        *,
        2 as place,
    from listed
    where inspected_on is not null
)

select
    received.authority,
    upper(received.urn) as urn,
    received.inspected_on,
    received.kind,
    received.judgement,
    judgements.is_good,
    received.published_on,
    received.file_id,
    received.row_number,
from received
left join code.inspection_judgements as judgements
    on received.judgement = judgements.code
where received.inspected_on <= getvariable('as_at')
qualify row_number() over (
    partition by
        received.authority, upper(received.urn), received.inspected_on
    order by
        received.place, received.snapshot_on desc, received.row_number desc
) = 1
order by received.authority, upper(received.urn), received.inspected_on
