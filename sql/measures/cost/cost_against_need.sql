/*
title = "Cost against need"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children in placements with an agreement on the last day of the period,
the percentage whose need is low and cost high, and the percentage whose need is
high and cost low. Need is the latest score on or before the day, if it is not
older than the setting; cost is the weekly price of the agreements live that
day. Among the children of the authority of whom both are known: need or cost is
low where at most the setting's share of them (a quarter) have as little or
less, and high where at most that share have as much or more; so that equal
scores at the edge count as neither. A child of whom one is not known is left
out and counted.
"""
source = "Needs assessments and individual placement agreements; as the commissioning strategy of Central Bedfordshire (2019), section 4.3, asks"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "needs"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
figures = ["low_need_high_cost", "high_need_low_cost"]
breakdowns = ["service", "service_group", "age_band"]

[settings]
share = { default = 25, type = "decimal", says = "Per cent of the children who count as low, and as high" }
score_holds_months = { default = 12, type = "integer", says = "Months for which a score holds" }
*/
with

scores as (
    select
        *,
        lead(assessed_on) over (
            partition by child_id
            order by assessed_on
        ) as next_assessed_on,
    from model.needs
    where score is not null
),

children as (
    select
        counting_days.counted_on,
        agreements.authority,
        agreements.child_id,
        sum(nullif(agreements.weekly_price, 0)) as weekly_price,
        bool_or(coalesce(agreements.weekly_price, 0) = 0) as is_unpriced,
        arg_max(
            struct_pack(
                provider_id := agreements.provider_id,
                breakdowns := agreements.breakdowns
            ),
            (coalesce(agreements.weekly_price, 0), agreements.agreement_id)
        ) as dearest,
    from model.counting_days
    inner join model.agreements
        on agreements.valid_from <= counting_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where
        agreements.is_placement
        and agreements.child_id is not null
    group by all
),

scored as (
    select
        children.*,
        case when not children.is_unpriced then scores.score end as score,
    from children
    left join scores
        on children.child_id = scores.child_id
        and scores.assessed_on <= children.counted_on
        and coalesce(scores.next_assessed_on, date '9999-12-31')
        > children.counted_on
        and scores.assessed_on > months_before(
            children.counted_on,
            getvariable('cost_against_need.score_holds_months')::integer
        )
),

ranked as (
    select
        *,
        score is not null as is_known,
        getvariable('cost_against_need.share') * count(*) over day_known
            as few,
        100 * count(*) over (day_known order by score) <= few as is_low_need,
        100 * count(*) over (day_known order by score desc) <= few
            as is_high_need,
        100 * count(*) over (day_known order by weekly_price) <= few
            as is_low_cost,
        100 * count(*) over (day_known order by weekly_price desc) <= few
            as is_high_cost,
        unnest([
            ('low_need_high_cost', is_low_need and is_high_cost),
            ('high_need_low_cost', is_high_need and is_low_cost)
        ]) as answer,
    from scored
    window day_known as (
        partition by counted_on, authority, score is not null
    )
)

select
    counted_on,
    authority,
    answer[1] as figure,
    child_id as case_id,
    child_id,
    dearest.provider_id,
    case when is_known then answer[2]::integer end as numerator,
    1 as denominator,
    dearest.breakdowns,
from ranked
