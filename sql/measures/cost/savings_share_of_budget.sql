/*
title = "Savings as a share of the budget before them"
unit = "percent"
polarity = "higher is better"
definition = """
Of the budget of the financial year as it would be without the savings planned
for it (the budget as first set, with the savings planned put back), the
percentage delivered by the last day of the period, and the percentage planned.
A budget is matched to savings by service, and by how the service is bought
where every saving of the service says so. Savings made across services, and
those of a service without a budget, stand in neither part and are counted as
not known.
"""
source = "Savings tracker and budget book of the council. The base is the budget before the saving, as the commissioning strategy of Central Bedfordshire (2019) takes it: 315,000 pounds is 26% of 874,190 + 315,000"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["savings", "budgets"]
case = "budget"
counts = "over"
statistic = "ratio"
not_known = "left out"
figures = ["delivered", "planned"]
breakdowns = ["service", "service_group"]
crosses = ["service x arrangement"]
*/
select
    periods.period_id,
    budgets_before_savings.authority,
    figures.figure,
    budgets_before_savings.case_id,
    null as child_id,
    null as provider_id,
    case
        when budgets_before_savings.budget is null then null
        when figures.figure = 'planned' then budgets_before_savings.planned
        else coalesce(
            list_sum(
                list_transform(
                    list_filter(
                        budgets_before_savings.deliveries,
                        lambda delivery: delivery.on_day <= periods.period_end
                    ),
                    lambda delivery: delivery.amount
                )
            ),
            0
        )
    end as numerator,
    budgets_before_savings.budget_before as denominator,
    budgets_before_savings.breakdowns,
from model.budgets_before_savings
inner join model.periods
    on periods.period_end
    between budgets_before_savings.year_start
    and budgets_before_savings.year_end
    and periods.period_kind <> 'rolling_year'
cross join (values ('delivered'), ('planned')) as figures (figure)
