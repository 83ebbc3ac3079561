/*
title = "Received referrals"
says = """
Placement searches as they were received: an authority's own list of them, or
where it has none, the search half of its records of the National Placements
Data Standard. A record says that a placement was found, never that a search was
given up; whether foster care or a home was preferred says nothing of who was to
provide it, so the service that was sought is not known.
"""
*/
with

own as (
    select * from staging.referrals
),

records as (
    select
        authority,
        coalesce(placement_id, record, child_id || '/' || referred_on)
            as referral_id,
        child_id,
        siblings_sought as siblings,
        referred_on as received_on,
        needed_within,
        case
            when lower(companions) like 'solo%' then true
            when lower(companions) not in ('not known', 'na') then false
        end as is_solo,
        case
            when coalesce(urn, service, weekly_total::varchar) is not null then
                placed_on
        end as placed_on,
        file_id,
        row_number,
        snapshot_on,
    from staging.placement_records
    where
        referred_on is not null
        and authority not in (select authority from own)
)

select * from own

union all by name

select * from records
