/*
title = "Invoice check: no agreement"
says = """
Lines that rest on no agreement: the one named is not in the register, and the
child has no other with the provider on any of the nights. Bills for block beds,
payments by results and costs of a contract rest on the contract and need none;
results are held to what the terms of the provider's contracts pay in all.
"""
*/
with

results as (
    select
        contracts.authority,
        contracts.provider_id,
        sum(terms.amount) as amount,
    from staging.results_terms as terms
    inner join model.contracts
        on terms.authority = contracts.authority
        and terms.contract_id = contracts.contract_id
    group by contracts.authority, contracts.provider_id
),

contracted as (
    select distinct authority, provider_id from model.contracts
    where arrangement is distinct from 'spot'
)

select
    lines.authority,
    lines.line_id,
    lines.amount - case
        when lines.part = 'results' then coalesce(results.amount, 0)
        else 0
    end as at_stake,
    case
        when lines.part = 'results' and results.amount is not null then format(
            'results of £{:,.2f}; the terms pay £{:,.2f} in all: '
            || '£{:,.2f} over',
            lines.amount::double,
            results.amount::double,
            at_stake::double
        )
        when lines.agreement_id is null then format(
            'no agreement is named, and none is found for the child with '
            || 'the provider: £{:,.2f}',
            lines.amount::double
        )
        else format(
            'agreement {} is not in the register, and none is found for '
            || 'the child with the provider: £{:,.2f}',
            lines.agreement_id,
            lines.amount::double
        )
    end as arithmetic,
from model.invoice_lines as lines
left join results
    on lines.authority = results.authority
    and lines.provider_id = results.provider_id
left join contracted
    on lines.authority = contracted.authority
    and lines.provider_id = contracted.provider_id
where
    lines.amount > 0
    and not lines.is_in_register
    and not lines.is_block_bill
    and lines.nights_in is null
    and coalesce(lines.service_to <= getvariable('as_at'), true)
    and lines.part <> 'discount'
    and not (lines.part = 'contract' and contracted.provider_id is not null)
    and at_stake > 0
