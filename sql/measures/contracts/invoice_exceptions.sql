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
"exceptions" are those that no credit has taken back in full, "taken_back" those
that credits have, "lines" the lines with one that is left, "checked" all lines.
Notice that was given and retainers are paid nights; nights after the day of the
figures are not judged; nothing is raised that is over by rounding only.
"""
source = "The council's invoices, individual placement agreements, contracts and ledger"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["invoices", "agreements"]
case = "invoice line"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["exceptions", "lines", "checked", "taken_back"]
categories = ["rule"]
breakdowns = ["provider", "contract"]

[settings]
day_count = { default = "nights", type = "text", says = "How a weekly price becomes the price of a stay where the contract does not say: nights, first and last day, weeks begun, calendar months, or days of the year" }
pence_a_night = { default = 0.5, type = "decimal", says = "A line that is over by no more than so many pence for each of its nights is rounded, as prices of a day are; a penny always is" }
packages_add = { default = false, type = "yes_no", says = "Packages of support are paid on top of the support that the agreement names; otherwise the higher of the two is agreed" }
days_to_sign = { default = 0, type = "integer", says = "An agreement may be unsigned for so many days from its first night" }
*/
with

exceptions as (
    select
        counted_on,
        authority,
        exception_id as case_id,
        line_id,
        child_id,
        provider_id,
        contract_id,
        rule,
        rule_label,
        at_stake,
    from model.invoice_exceptions
),

figures as (
    select
        *,
        case when at_stake > 0 then 'exceptions' else 'taken_back' end
            as figure,
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
    where at_stake > 0 and rule <> 'ledger'
    group by counted_on, authority, line_id
    union all by name
    select
        'checked' as figure,
        counted_on,
        authority,
        line_id as case_id,
        child_id,
        provider_id,
        contract_id,
    from model.invoice_lines
)

select
    figures.counted_on,
    figures.authority,
    figures.figure,
    figures.case_id,
    figures.child_id,
    figures.provider_id,
    1 as numerator,
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
