/*
title = "Contracts that expire"
unit = "count"
polarity = "neutral"
definition = """
The number of contracts with others, live on the last day of the period, whose
last day falls within 6, 12 or 24 months after it, or on it; and of those whose
notice must be given within three months after it so that the contract ends on
its last day. The last day of those months is within, and each longer time
contains the shorter ones. Extensions that have not been taken up do not count:
the last day is that of the register. Contracts without a last day or a notice
period are left out, and so are those only planned, and those that the provider
has left.
"""
source = "The council's register of contracts. Central Bedfordshire Council's strategy of 2019, section 8, and Thurrock Council's paper of 2017 name their contracts by the day on which they end"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["contracts"]
case = "contract"
counts = "at end"
not_known = "in denominator"
statistic = "sum"
figures = [
    "within 12 months", "within 6 months", "within 24 months", "notice due",
]
breakdowns = ["arrangement", "framework", "sector"]

[settings]
notice_months = { default = 3, type = "integer", says = "Months ahead in which the day of notice counts as due" }
*/
with

horizons as (
    select
        unnest(
            [
                'within 6 months', 'within 12 months', 'within 24 months',
                'notice due',
            ]
        ) as figure,
        unnest(
            [6, 12, 24, getvariable('contracts_expiring.notice_months')]
        ) as months,
),

contracts as (
    select * from model.contract_ends
)

select
    counting_days.counted_on,
    contracts.authority,
    horizons.figure,
    contracts.contract_id as case_id,
    null as child_id,
    contracts.provider_id,
    1 as numerator,
    null as denominator,
    contracts.breakdowns,
from model.counting_days
cross join horizons
inner join contracts
    on coalesce(contracts.live_from <= counting_days.counted_on, true)
    and contracts.ends_on >= counting_days.counted_on
    and case
        when horizons.figure = 'notice due' then contracts.notice_by
        else contracts.ends_on
    end between counting_days.counted_on
    and months_before(counting_days.counted_on, -horizons.months)
