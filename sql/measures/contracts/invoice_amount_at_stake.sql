/*
title = "Pounds at stake in invoices"
unit = "pounds"
polarity = "lower is better"
definition = """
What is at stake in the invoice exceptions of the invoices that came in the
period, less what credits have taken back. "over_billed" is what was billed and
is not due: above the agreed price or the contract's rate, nights outside the
placement, billed twice, inside the contract price, discounts not given.
"at_stake" is that, and with it what was billed without an agreement or under
one that is not signed, and the differences between the ledger and invoices,
whichever way they lie. "raised" is at stake before credits; "recovered" what
credits have given back of what was over-billed, on the day of the last of them.
A pound of a line is at stake under one rule only, the ledger's apart. Without a
register of agreements, not known.
"""
source = "The council's invoices, individual placement agreements, contracts and ledger"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["invoices", "agreements"]
case = "invoice line"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["over_billed", "at_stake", "raised", "recovered"]
categories = ["rule"]
breakdowns = ["provider", "contract"]
*/
with

exceptions as (
    select * from model.invoice_exceptions
),

figures as (
    select *, 'over_billed' as figure, at_stake as amount
    from exceptions
    where is_recoverable and at_stake > 0
    union all by name
    select *, 'at_stake' as figure, at_stake as amount
    from exceptions
    where at_stake > 0
    union all by name
    select *, 'raised' as figure, raised as amount
    from exceptions
    union all by name
    select
        * replace (recovered_on as counted_on),
        'recovered' as figure,
        recovered as amount,
    from exceptions
    where is_recoverable and recovered > 0
    union all by name
    select
        unnest(['over_billed', 'at_stake', 'raised', 'recovered']) as figure,
        counted_on,
        authority,
        line_id as exception_id,
        child_id,
        provider_id,
        null as amount,
    from model.billed_lines
    where is_standing and not is_credit and not is_held
)

select
    figures.counted_on,
    figures.authority,
    figures.figure,
    figures.exception_id as case_id,
    figures.child_id,
    figures.provider_id,
    figures.amount as numerator,
    null as denominator,
    figures.rule_label as rule,
    breakdowns_with(
        no_breakdowns(),
        provider := coalesce(providers.name, 'Not known'),
        contract := contracts.title
    ) as breakdowns,
from figures
left join model.providers
    on figures.authority = providers.authority
    and figures.provider_id = providers.provider_id
left join model.contracts
    on figures.authority = contracts.authority
    and figures.contract_id = contracts.contract_id
