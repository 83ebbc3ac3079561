/*
title = "Days from coming into care to moving in with adopters, over three years"
unit = "days"
polarity = "lower is better"
definition = """
The children counted are those adopted in the period and in the two years before
its first day: of a financial year, three financial years. Of these, the average
number of days from the day the child came into care to the day of moving in
with the adopters: the first day on which the last placement was one for
adoption. The second figure is adjusted for carers who adopt: where the child
already lived with them, it ends on the day the child came to them as foster
carers. Care is the last unbroken period of it. A child is left out and shown as
not known where the start of care lies before the records that we hold, or where
no placement for adoption is recorded. Counted by the day of the adoption, with
the age on it.
"""
source = "Department for Education, adoption scorecards, indicators A1 (entering care to moving in with the adoptive family) and A10 (the same, stopped at the fostering placement where foster carers adopt); the scorecards' average of three years, threshold 426 days"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "24 months"
case = "child"
counts = "over"
statistic = "mean"
not_known = "left out"
figures = ["moving_in", "adjusted_for_carers"]
breakdowns = ["age_band", "sex", "ethnic_group", "need"]
target = 426
*/
with

adoptions as (
    select
        periods.period_id,
        adoptions.*,
    from model.adoptions
    inner join model.periods
        on adoptions.adopted_on
        between months_before(periods.period_start, 24) and periods.period_end
    where periods.period_kind in ('year', 'rolling_year')
),

figures as (
    select
        *,
        unnest([
            struct_pack(name := 'moving_in', reached_on := placed_on),
            struct_pack(
                name := 'adjusted_for_carers',
                reached_on := case
                    when placed_on is not null then carer_started_on
                end
            )
        ]) as figure,
    from adoptions
)

select
    period_id,
    authority,
    figure.name as figure,
    adoption_id as case_id,
    child_id,
    provider_id,
    case
        when is_care_start_known then figure.reached_on - care_started_on
    end as numerator,
    1 as denominator,
    breakdowns,
from figures
