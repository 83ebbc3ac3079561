/*
title = "Savings delivered"
unit = "pounds"
polarity = "neutral"
definition = """
The savings of the medium-term plan that were delivered in the period; the
target of the whole financial year, beside every period that ends in it; and
what of the target is left over: the target less what was delivered from the
first day of the year to the last day of the period, below nought where more was
delivered. A saving counts in its own financial year, on the day on which it was
delivered; without a day, on the last day of that year or of what is known.
Costs avoided are a kind of their own, because they reduce no budget. Invoice
errors that credits have given back count on the day of the credit, in years in
which the tracker itself has none delivered.
"""
source = "Savings tracker of the council against its medium-term financial plan"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["savings"]
case = "saving"
counts = "over"
statistic = "sum"
not_known = "left out"
figures = ["delivered", "target", "left_to_deliver"]
categories = ["kind"]
breakdowns = ["service", "service_group", "arrangement"]
*/
with

periods as (
    select * from model.periods
    where period_kind <> 'rolling_year'
),

in_year as (
    select
        periods.period_id,
        periods.period_start,
        periods.period_end,
        savings.*,
        savings.delivered_on <= periods.period_end as is_delivered,
        coalesce(savings.delivered_on >= periods.period_start, false)
        and is_delivered as is_delivered_in_period,
    from periods
    inner join model.savings
        on periods.period_end between savings.year_start and savings.year_end
),

figures as (
    select
        *,
        'delivered' as figure,
        coalesce(delivered, 0) as amount,
    from in_year
    where is_delivered_in_period
    union all by name
    select *, 'target' as figure, target as amount, from in_year
    where target is not null
    union all by name
    select
        *,
        'left_to_deliver' as figure,
        coalesce(target, 0)
        - case when is_delivered then coalesce(delivered, 0) else 0 end
            as amount,
    from in_year
)

select
    period_id,
    authority,
    figure,
    saving_id as case_id,
    null as child_id,
    null as provider_id,
    amount as numerator,
    null as denominator,
    kind_label as kind,
    breakdowns,
from figures
