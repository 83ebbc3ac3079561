/*
title = "Days from coming into care to moving in with adopters"
unit = "days"
polarity = "lower is better"
definition = """
Of the children adopted in the period, the average number of days from the day
the child came into care to the day of moving in with the adopters: the first
day on which the last placement was one for adoption. The second figure is
adjusted for carers who adopt: where the child already lived with them, it ends
on the day the child came to them as foster carers. Care is the last unbroken
period of it. A child is left out and shown as not known where the start of
care lies before the records that we hold, or where no placement for adoption
is recorded. Counted by the day of the adoption, with the age on it.
"""
source = "Department for Education, adoption scorecards, indicators A1 (entering care to moving in with the adoptive family) and A10 (the same, stopped at the fostering placement where foster carers adopt)"
owner = "Head of permanence"
reviewed = 2026-11-22
needs = ["episodes"]
case = "child"
counts = "during"
statistic = "mean"
not_known = "left out"
figures = ["moving_in", "adjusted_for_carers"]
breakdowns = ["age_band", "sex", "ethnic_group", "need"]
*/
with

adoptions as (
    select * from model.adoptions
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
    adopted_on as counted_on,
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
