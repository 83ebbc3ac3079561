/*
title = "Invoice exceptions"
unit = "count"
polarity = "lower is better"
definition = """
Every line of every invoice that came in the period, held to the agreement and
contract that it rests on, as they are known on the day of the figures. An
exception is raised where a line bills more than the agreed price, nights outside
the placement, nights or fees billed before, something inside the contract
price, an agreed price above the contract's rate, or no discount that is due;
where no agreement is found, or the agreement is not signed by both; and where
the ledger holds another sum than the invoice. A line may raise several.
"exceptions" are those that no credit has taken back in full, "lines" the lines
with one of them; the ledger's are of whole invoices and no lines.
Without a register of agreements, not known. Notice that was given and retainers are paid nights; a line is judged once its
last night has passed; nothing is raised that is over by rounding only.
"""
source = "The council's invoices, individual placement agreements, contracts and ledger"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["invoices", "agreements"]
case = "invoice line"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["exceptions", "lines"]
categories = ["rule"]
breakdowns = ["provider", "contract"]
*/
with

exceptions as (
    select * from model.invoice_exceptions
    where at_stake > 0
),

figures as (
    select
        'exceptions' as figure,
        counted_on,
        authority,
        exception_id as case_id,
        child_id,
        provider_id,
        contract_id,
        rule_label,
    from exceptions
    union all by name
    select
        'lines' as figure,
        counted_on,
        authority,
        line_id as case_id,
        any_value(child_id) as child_id,
        any_value(provider_id) as provider_id,
        any_value(contract_id) as contract_id,
    from exceptions
    where rule <> 'ledger'
    group by counted_on, authority, line_id
    union all by name
    select
        unnest(['exceptions', 'lines']) as figure,
        counted_on,
        authority,
        line_id as case_id,
        child_id,
        provider_id,
        false as is_known,
    from model.billed_lines
    where is_standing and not is_credit and not is_held
)

select
    figures.counted_on,
    figures.authority,
    figures.figure,
    figures.case_id,
    figures.child_id,
    figures.provider_id,
    case when figures.is_known is null then 1 end as numerator,
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
