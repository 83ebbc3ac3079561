/*
title = "Invoice exceptions"
says = """
Every exception that the invoice check raises, one row per rule and line (of the
ledger, per invoice), with the agreement and contract that it rests on, the
arithmetic in words, what was raised, what credits have taken back of it
(recovered) and what is still at stake, in pounds. A credit of the line that was
billed first counts for one billed twice, as far as it goes beyond that line's
own errors. Credits take back the rules in the order of the code set.
"""
*/
with

findings as (
    select
        findings.*,
        rules.label as rule_label,
        rules.is_recoverable,
        rules.is_for_provider,
        recoveries.given_back_on,
        greatest(
            least(
                findings.at_stake,
                coalesce(recoveries.given_back, 0)
                - coalesce(
                    sum(findings.at_stake) over (
                        partition by findings.authority, findings.line_id
                        order by rules.sort
                        rows between unbounded preceding and 1 preceding
                    ),
                    0
                )
            ),
            0
        ) as recovered,
    from model.invoice_findings as findings
    inner join code.invoice_rules as rules
        on findings.rule = rules.code
    left join model.invoice_recoveries as recoveries
        on findings.authority = recoveries.authority
        and findings.line_id = recoveries.line_id
        and findings.rule <> 'ledger'
),

placed as (
    select
        findings.*,
        coalesce(findings.contract_id, agreements.contract_id)
            as used_contract_id,
        agreements.agreement_id,
        agreements.officer as agreement_officer,
        agreements.service,
        agreements.rests_on,
        coalesce(findings.child_id, agreements.child_id) as used_child_id,
        coalesce(findings.provider_id, agreements.provider_id)
            as used_provider_id,
    from findings
    left join model.invoice_agreements as agreements
        on findings.authority = agreements.authority
        and findings.held_to = agreements.agreement_id
)

select
    placed.rule || '/' || placed.line_id as exception_id,
    placed.rule,
    placed.rule_label,
    placed.authority,
    placed.invoice_number,
    placed.line,
    placed.line_id,
    placed.used_provider_id as provider_id,
    placed.agreement_id,
    placed.used_contract_id as contract_id,
    placed.used_child_id as child_id,
    coalesce(placed.agreement_officer, contracts.officer) as officer,
    placed.service,
    placed.service_from,
    placed.service_to,
    placed.nights,
    placed.item,
    placed.status,
    placed.billed,
    cast(placed.billed - placed.at_stake as decimal(18, 2)) as expected,
    cast(placed.at_stake as decimal(18, 2)) as raised,
    cast(placed.recovered as decimal(18, 2)) as recovered,
    case when placed.recovered > 0 then placed.given_back_on end
        as recovered_on,
    cast(placed.at_stake - placed.recovered as decimal(18, 2)) as at_stake,
    placed.is_recoverable,
    placed.is_for_provider,
    placed.arithmetic,
    placed.received_on,
    placed.counted_on,
    coalesce(
        placed.rests_on,
        'contract ' || contracts.contract_id || ', ' || contracts.title
    ) as rests_on,
from placed
left join model.contracts
    on placed.authority = contracts.authority
    and placed.used_contract_id = contracts.contract_id
order by placed.authority, placed.counted_on, exception_id
