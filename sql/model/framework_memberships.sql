/*
title = "Framework memberships"
says = """
One row per framework, provider and unbroken time on it, put together from the
contracts: contracts that overlap, or follow one another without a day between,
are one membership. last_day is empty where nothing ends it. is_suspended: the
register has the provider, or every contract of the membership, as suspended;
of days before status_from that is not known.
"""
*/
with

contracts as (
    select * from model.framework_contracts
    where coalesce(last_day >= joined_on, true)
),

breaks as (
    select
        *,
        coalesce(
            joined_on > 1 + max(coalesce(last_day, date '9999-12-30')) over (
                partition by authority, framework_id, provider_id
                order by joined_on nulls first, contract_id
                rows between unbounded preceding and 1 preceding
            ),
            false
        ) as is_break,
    from contracts
),

numbered as (
    select
        *,
        count(*) filter (where is_break) over (
            partition by authority, framework_id, provider_id
            order by joined_on nulls first, contract_id
            rows unbounded preceding
        ) as membership_number,
    from breaks
),

memberships as (
    select
        authority,
        framework_id,
        provider_id,
        membership_number,
        case when bool_and(joined_on is not null) then min(joined_on) end
            as joined_on,
        max(coalesce(last_day, date '9999-12-31')) as ends_on,
        arg_max(is_left, coalesce(last_day, date '9999-12-31')) as is_left,
        min(arrangement_label) as arrangement_label,
        bool_and(is_suspended) as is_suspended,
        max(status_from) as status_from,
    from numbered
    group by authority, framework_id, provider_id, membership_number
)

select
    memberships.authority,
    memberships.framework_id || ' ' || memberships.provider_id || ' '
    || memberships.membership_number as membership_id,
    memberships.framework_id,
    memberships.provider_id,
    memberships.joined_on,
    nullif(memberships.ends_on, date '9999-12-31') as last_day,
    case when memberships.is_left then 'Left' else 'Term ended' end
        as ending,
    memberships.is_suspended
    or coalesce(providers.status = 'suspended', false) as is_suspended,
    memberships.status_from,
    struct_pack(
        service := null::varchar,
        service_group := null::varchar,
        sector := coalesce(providers.sector_label, 'Not known'),
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := memberships.framework_id,
        arrangement := memberships.arrangement_label,
        age_band := null::varchar,
        sex := null::varchar,
        ethnic_group := null::varchar,
        need := null::varchar,
        legal_status := null::varchar,
        asylum_seeking := null::varchar,
        locality := null::varchar
    ) as breakdowns,
from memberships
left join model.providers
    on memberships.authority = providers.authority
    and memberships.provider_id = providers.provider_id
order by memberships.authority, membership_id
