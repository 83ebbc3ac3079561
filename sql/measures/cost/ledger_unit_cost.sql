/*
title = "Weekly cost by the ledger"
unit = "pounds a week"
polarity = "neutral"
definition = """
What the ledger says a week of care cost: the costs and accruals of the period,
credits taken off and income not, divided by the nights that children looked
after spent in placements in the period, times seven. Nights run from the day on
which a placement began up to, and not on, the day on which it ended; short
breaks are left out, and a night away from a placement that goes on counts once.
A night counts under the service of its placement, money under that of its
ledger line.
"""
source = "Local authority interactive tool of the Department for Education, weekly unit cost: funding on the outturn divided by days of care in the children looked after return, times seven"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["ledger", "episodes"]
case = "ledger line"
counts = "over"
statistic = "ratio"
not_known = "left out"
breakdowns = ["service", "service_group", "arrangement", "asylum_seeking"]
*/
with

placements as (
    select * from model.placements
    where
        not is_short_break
        and within_placement_id is null
),

nights as (
    select
        stretches.stretch_end as counted_on,
        placements.authority,
        placements.placement_id || ' to ' || stretches.stretch_end as case_id,
        placements.child_id,
        placements.provider_id,
        0 as amount,
        least(
            coalesce(placements.ended_on, date '9999-12-31'),
            stretches.stretch_end + 1
        ) - greatest(placements.started_on, stretches.stretch_start)
            as nights,
        placements.breakdowns,
    from placements
    inner join model.stretches
        on placements.started_on <= stretches.stretch_end
        and coalesce(placements.ended_on, date '9999-12-31')
        > stretches.stretch_start
),

spent as (
    select
        counted_on,
        authority,
        transaction_id as case_id,
        null as child_id,
        provider_id,
        7 * amount as amount,
        0 as nights,
        breakdowns,
    from model.spending
    where kind is distinct from 'income'
),

money_and_nights as (
    select * from nights
    union all by name
    select * from spent
)

select
    periods.period_id,
    money_and_nights.authority,
    money_and_nights.case_id,
    money_and_nights.child_id,
    money_and_nights.provider_id,
    money_and_nights.amount as numerator,
    money_and_nights.nights as denominator,
    money_and_nights.breakdowns,
from money_and_nights
inner join model.periods
    on money_and_nights.counted_on
    between periods.period_start and periods.period_end
    and periods.period_kind <> 'rolling_year'
