/*
title = "Episodes as returned"
says = """
One row per episode as the return in hand gives it, before any repair, with the
child's own episode before and after it: what the return's own rules look at.
return_from and return_to are the days that its file speaks for, known_from the
first day that any return of the authority speaks for; first_need is the need
recorded where this time of being looked after began. The carer's place is
compared as it is coded since supported accommodation is registered (K3 for H5).
"""
*/
with

episodes as (
    select * from staging.episodes
),

described as (
    select
        episodes.*,
        coalesce(files.covers_from, episodes.snapshot_on) as return_from,
        coalesce(files.covers_to, episodes.snapshot_on) as return_to,
        header.born_on,
        uasc.child_id is not null as is_asylum_seeking,
        coalesce(legal_statuses.is_short_break, false) as is_short_break,
        coalesce(places.is_temporary, false) as is_temporary,
        coalesce(places.is_adoption, false) as is_adoption,
        coalesce(places.is_fostering, false) as is_fostering,
    from episodes
    left join staging.files as files
        on episodes.file_id = files.file_id
    left join staging.header as header
        on episodes.authority = header.authority
        and episodes.child_id = header.child_id
    left join staging.uasc as uasc
        on episodes.authority = uasc.authority
        and episodes.child_id = uasc.child_id
    left join code.episodes_ls as legal_statuses
        on episodes.legal_status = legal_statuses.code
    left join code.episodes_place as places
        on episodes.place = places.code
),

sequenced as (
    select
        *,
        struct_pack(
            started_on := started_on,
            ended_on := ended_on,
            reason_started := reason_started,
            reason_ended := reason_ended,
            legal_status := legal_status,
            is_temporary := is_temporary,
            carer := struct_pack(
                place := case when place = 'H5' then 'K3' else place end,
                place_provider := place_provider,
                placement_postcode := placement_postcode,
                urn := urn
            )
        ) as itself,
        lag(itself) over child_rows as earlier,
        lead(itself) over child_rows as later,
        min(return_from) over (partition by authority) as known_from,
        count(*) filter (where coalesce(reason_started, 'S') = 'S') over (
            partition by authority, child_id
            order by started_on
            rows unbounded preceding
        ) as care,
    from described
    window child_rows as (
        partition by authority, child_id
        order by started_on
    )
)

select
    * exclude (itself, care),
    itself.carer,
    age_on(born_on, started_on) as age_at_start,
    age_on(born_on, ended_on) as age_at_end,
    coalesce(ended_on, return_to) - started_on as days,
    first_value(need) over (
        partition by authority, child_id, care
        order by started_on
    ) as first_need,
from sequenced
