/*
title = "Children looked after per 10,000 children"
unit = "rate per 10,000"
polarity = "neutral"
definition = """
The number of children whom the council looked after on the last day of the
period, for every 10,000 children under 18 who live in its area. The population
is the latest official estimate at that day.
"""
source = "Department for Education, Children looked after in England: rate per 10,000 children under 18, on the mid-year population estimate before the day"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "population"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
breakdowns = ["age_band", "sex"]

[settings]
oldest_estimate = { default = 3, type = "integer", says = "A population estimate is used for so many years; after that the rate is not available" }
*/
with

counting_days as (
    select * from model.counting_days
),

latest_estimates as (
    select
        counting_days.counted_on,
        population.authority,
        max(population.estimated_on) as estimated_on,
    from counting_days
    inner join model.population
        on population.estimated_on <= counting_days.counted_on
        and population.estimated_on > months_before(
            counting_days.counted_on,
            12 * getvariable('looked_after_rate.oldest_estimate')
        )
    group by counting_days.counted_on, population.authority
)

select
    caseload.counted_on,
    caseload.authority,
    caseload.child_id as case_id,
    caseload.child_id,
    caseload.provider_id,
    case when latest_estimates.estimated_on is not null then 1 end
        as numerator,
    0 as denominator,
    caseload.breakdowns,
from model.caseload
left join latest_estimates
    on caseload.counted_on = latest_estimates.counted_on
    and caseload.authority = latest_estimates.authority

union all by name

select
    latest_estimates.counted_on,
    latest_estimates.authority,
    null as case_id,
    null as child_id,
    null as provider_id,
    0 as numerator,
    population.population as denominator,
    struct_pack(
        service := null::varchar,
        service_group := null::varchar,
        sector := null::varchar,
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := null::varchar,
        arrangement := null::varchar,
        age_band := case
            when youngest.label = oldest.label then youngest.label
        end,
        sex := population.sex,
        ethnic_group := null::varchar,
        need := null::varchar,
        legal_status := null::varchar,
        asylum_seeking := null::varchar,
        locality := null::varchar
    ) as breakdowns,
from latest_estimates
inner join model.population
    on latest_estimates.authority = population.authority
    and latest_estimates.estimated_on = population.estimated_on
left join model.ages as youngest
    on population.age_from = youngest.age
left join model.ages as oldest
    on coalesce(population.age_to, population.age_from) = oldest.age
