/*
title = "Weekly price of high-cost placements"
unit = "pounds a week"
polarity = "neutral"
definition = """
The weekly prices, added up, of the placement agreements live on the last day of
the period at or above the threshold of the list of high-cost placements; and of
the dearest so many as that list names in any case, of equal prices the one with
the lower reference first. Agreements without a price are left out.
"""
source = "Individual placement agreements"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "agreement"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["above_threshold", "dearest"]
breakdowns = ["service", "service_group", "arrangement"]
*/
with

live as (
    select
        counting_days.counted_on,
        agreements.*,
        agreements.weekly_price
        >= getvariable('high_cost_placements.weekly_price')
            as is_above_threshold,
        row_number() over (
            partition by counting_days.counted_on, agreements.authority
            order by agreements.weekly_price desc, agreements.agreement_id
        ) as rank,
    from model.counting_days
    inner join model.agreements
        on agreements.valid_from <= counting_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > counting_days.counted_on
    where
        agreements.is_placement
        and agreements.weekly_price > 0
),

figures as (
    select *, 'above_threshold' as figure, from live
    where is_above_threshold
    union all by name
    select *, 'dearest' as figure, from live
    where rank <= getvariable('high_cost_placements.top')
)

select
    counted_on,
    authority,
    figure,
    agreement_id as case_id,
    child_id,
    provider_id,
    weekly_price as numerator,
    null as denominator,
    breakdowns,
from figures
