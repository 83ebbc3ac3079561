/*
title = "Received agreements"
says = """
Agreements as they were received, whichever extract the authority fills in, in
the shape of the register of agreements. What the register does not say, and the
other extract does, stands in stated_arrangement.
"""
*/
with

sources as (
    select * from model.agreement_sources
),

own as (
    select
        agreements.*,
        true as is_register,
        null::varchar as stated_arrangement,
    from staging.agreements
    inner join sources
        on agreements.authority = sources.authority
        and sources.extract = 'agreements'
),

costs as (
    select
        cost_agreements.*,
        false as is_register,
    from model.cost_agreements
    inner join sources
        on cost_agreements.authority = sources.authority
        and sources.extract = 'placement_costs'
),

census as (
    select
        authority,
        child_id || '/' || coalesce(starts_on, snapshot_on) as agreement_id,
        'placement' as kind,
        child_id,
        urn,
        service,
        coalesce(starts_on, snapshot_on) as starts_on,
        weekly_total as weekly_core,
        health_share,
        education_share,
        distance_reason as out_of_area_reason,
        arrangement as stated_arrangement,
        false as is_register,
        file_id,
        row_number,
        snapshot_on,
    from staging.placement_census
    inner join sources using (authority)
    where
        sources.extract = 'placement_census'
        and authority in (select authority from code.council_authorities)
        and not (
            lower(coalesce(looked_after, '')) in ('no', 'n', '0')
            or lower(coalesce(looked_after, '')) like 'post 18%'
        )
),

records as (
    select
        record_agreements.*,
        false as is_register,
    from model.record_agreements
    inner join sources
        on record_agreements.authority = sources.authority
        and sources.extract = 'placement_records'
)

select * from own

union all by name

select * from costs

union all by name

select * from census

union all by name

select * from records
