/*
title = "Shares of partners in block contracts"
unit = "pounds"
polarity = "neutral"
definition = """
What each partner of a block contract owes for the period: "beds" is the price of
the nights in which its children used a bed and of its part of the empty ones;
"running costs" its part of the contract's running costs, by the beds allocated
to it; "due" both. "Received" is what it paid in the period, whichever time it
was for, "owed" what was due less what was received. "Fees" is what authorities
that are no partners paid in the period for using the contract, and "beds sold"
what was paid for an empty bed of another: of the authority that received them,
and in no share.
"""
source = "Register of block contracts, their allocations and running costs, the individual placement agreements under them, and the payments of partners; as the block contract paper of Havering (2018), sections 1.2, 5.9 and 5.11, sets them out"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["block_beds", "contracts", "agreements", "block_costs", "contributions"]
case = "contract"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = [
    "due", "beds", "running_costs", "received", "owed", "fees", "beds_sold",
]
breakdowns = ["contract"]
*/
with

charges as (
    select *, paid_price as amount, 'beds' as kind, from model.block_nights
    union all by name
    select *, 'running_costs' as kind, from model.block_running_costs
    union all by name
    select *, 'received' as kind, from model.block_payments
    union all by name
    select *, from model.block_fees
),

figures as (
    select
        *,
        unnest(
            case kind
                when 'beds' then ['beds', 'due', 'owed']
                when 'running_costs' then ['running_costs', 'due', 'owed']
                when 'received' then ['received', 'owed']
                else [kind]
            end
        ) as figure,
    from charges
)

select
    counted_on,
    authority,
    figure,
    case_id,
    null as child_id,
    provider_id,
    case
        when kind = 'received' and figure = 'owed' then -amount
        else amount
    end as numerator,
    null as denominator,
    breakdowns,
from figures
