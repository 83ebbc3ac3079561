/*
title = "Annual commitment"
unit = "pounds"
polarity = "neutral"
definition = """
What the agreements live on the last day of the period would cost in a year if
nothing changed: their weekly price times the weeks in a year of the settings.
Retainers, notice and support count too, because they are paid. "Bought" is the
part of it that is paid to others: without the council's own services. It is
gross: shares of health and education are not taken off. Agreements without a
price are left out and counted.
"""
source = "Individual placement agreements; as the placement commissioning paper of Thurrock (2017), section 3.1, states it"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "agreement"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["all", "bought"]
breakdowns = ["service", "service_group", "sector", "framework", "arrangement"]
crosses = ["service x arrangement"]
*/
with

live as (
    select
        counting_days.counted_on,
        agreements.*,
        agreements.arrangement is distinct from 'in-house' as is_bought,
    from model.counting_days
    inner join model.agreements
        on agreements.valid_from <= counting_days.counted_on
        and coalesce(agreements.valid_to, date '9999-12-31')
        > counting_days.counted_on
),

figures as (
    select *, 'all' as figure, from live
    union all by name
    select *, 'bought' as figure, from live
    where is_bought
)

select
    counted_on,
    authority,
    figure,
    agreement_id as case_id,
    child_id,
    provider_id,
    weekly_price * getvariable('reporting.weeks_in_a_year') as numerator,
    null as denominator,
    breakdowns,
from figures
