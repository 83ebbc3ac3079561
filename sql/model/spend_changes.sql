/*
title = "Changes of spending"
says = """
How the spending of each service changed in each period against its base, and
what made it so: volume, price and mix, to the penny. The base is the same
period of the year before; or the budget to date, which is then taken to be for
the nights of that period, because budgets name none. With n nights and s pounds
of the service now, n0 and s0 in the base, N and N0 nights of all services: the
price is s - n x s0 / n0, the volume s0 x (N - N0) / N0, the mix what is left of
s - s0. A service without nights in the base has no change of price; one without
nights now, or in neither, has all that is left of its money as price. change is
null where there is no base.
"""

[settings]
base = { default = "last year", type = "text", says = "What spending is held against: last year (costs without income, same period of the year before), or budget (spending less income against the profiled revised budget, for the nights of that period)" }
joint_part_in_price = { default = true, type = "yes_no", says = "A change of price counts on the nights of now; no: on the nights of the base, so that what price and nights did together is mix" }
*/
with

periods as (
    select
        periods.*,
        years_before.period_start as base_start,
        years_before.period_end as base_end,
        getvariable('spend_changes.base') = 'budget' as is_against_budget,
    from model.periods
    left join model.periods as years_before
        on periods.last_year_period_id = years_before.period_id
    where periods.period_kind <> 'rolling_year'
),

sides as (
    select
        periods.period_id,
        periods.base_start,
        volumes.authority,
        volumes.service,
        volumes.nights,
        case
            when periods.is_against_budget then volumes.spent else volumes.cost
        end as amount,
        0 as base_nights,
        case when periods.is_against_budget then volumes.budget else 0 end
            as base_amount,
    from periods
    inner join model.service_volumes as volumes
        on volumes.counted_on
        between periods.period_start and periods.period_end

    union all by name

    select
        periods.period_id,
        periods.base_start,
        volumes.authority,
        volumes.service,
        0 as nights,
        0 as amount,
        volumes.nights as base_nights,
        case when periods.is_against_budget then 0 else volumes.cost end
            as base_amount,
    from periods
    inner join model.service_volumes as volumes
        on volumes.counted_on between periods.base_start and periods.base_end
),

totals as (
    select
        period_id,
        authority,
        service,
        base_start is not null as has_base,
        sum(nights)::decimal(38, 0) as nights,
        sum(base_nights)::decimal(38, 0) as base_nights,
        sum(amount)::decimal(18, 2) as amount,
        sum(base_amount)::decimal(18, 2) as base_amount,
        sum(sum(nights)) over everything as all_nights,
        sum(sum(base_nights)) over everything as all_base_nights,
    from sides
    group by period_id, base_start, authority, service
    window everything as (partition by period_id, authority)
),

parts as (
    select
        *,
        case
            when nights = 0 and base_nights = 0 then amount - base_amount
            when base_nights = 0 then 0
            when nights = 0 then amount
            when getvariable('spend_changes.joint_part_in_price') then
                amount - divide_exact(nights * base_amount, base_nights, 2)
            else divide_exact(amount * base_nights, nights, 2) - base_amount
        end::decimal(18, 2) as price,
        case
            when base_nights = 0 then 0
            else divide_exact(
                base_amount * (all_nights - all_base_nights),
                all_base_nights,
                2
            )
        end::decimal(18, 2) as volume,
    from totals
)

select
    period_id,
    authority,
    service,
    getvariable('spend_changes.base') = 'budget' as is_against_budget,
    nights,
    base_nights,
    amount,
    base_amount,
    case when has_base then amount - base_amount end as change,
    case when has_base then volume end as volume,
    case when has_base then price end as price,
    case when has_base then amount - base_amount - volume - price end as mix,
from parts
