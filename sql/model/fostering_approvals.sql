/*
title = "Fostering approvals"
says = """
One row per time that a household of the council was approved to foster, as the
latest register that lists it has it. A household approved again after an
ending has another row. One that a later register no longer lists, without an
ending, is taken to have ended on the day of that register, for a reason that
is not known (is_end_assumed). first_register_on is the authority's first
register: of what happened before it only part may be known.
"""
*/
with

listed as (
    select
        *,
        coalesce(
            approved_on >= max(ended_on) over (
                partition by authority, household_id
                order by listed_on
                rows between unbounded preceding and 1 preceding
            ),
            false
        ) as is_approved_again,
    from model.fostering_households
),

numbered as (
    select
        *,
        count(*) filter (where is_approved_again) over (
            partition by authority, household_id, approved_on
            order by listed_on
            rows unbounded preceding
        ) > 0 as is_later_approval,
        case when is_later_approval then approved_on end as approved_again_on,
    from listed
),

approvals as (
    select
        authority,
        household_id,
        arg_max(kind_label, listed_on) as kind_label,
        arg_max(approved_on, listed_on) as approved_on,
        arg_max_null(ended_on, listed_on) as ended_on,
        arg_max_null(ended_reason, listed_on) as ended_reason,
        max(listed_on) as last_listed_on,
    from numbered
    group by authority, household_id, approved_again_on
),

registers as (
    select distinct
        authority,
        listed_on,
        min(listed_on) over (partition by authority) as first_register_on,
    from model.fostering_households
),

ended as (
    select
        approvals.*,
        min(registers.listed_on) filter (
            where registers.listed_on > approvals.last_listed_on
        ) as gone_on,
        min(registers.first_register_on) as first_register_on,
    from approvals
    inner join registers
        on approvals.authority = registers.authority
    group by all
)

select
    ended.authority,
    ended.household_id,
    ended.household_id || ' from ' || coalesce(
        ended.approved_on::varchar, 'a day not known'
    ) as approval_id,
    ended.kind_label,
    ended.approved_on,
    coalesce(ended.ended_on, ended.gone_on) as ended_on,
    case
        when coalesce(ended.ended_on, ended.gone_on) is not null
            then coalesce(reasons.label, 'Not known')
    end as ended_reason_label,
    ended.ended_on is null and ended.gone_on is not null as is_end_assumed,
    ended.first_register_on,
from ended
left join code.fostering_household_ended_reason as reasons
    on ended.ended_reason = reasons.code
order by ended.authority, ended.household_id, ended.approved_on
