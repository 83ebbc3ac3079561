/*
title = "Contributions"
says = """
One row per bill to a partner, to health or to education, or payment by them, in
pounds, as on the as-at date: a bill due later is unseen, a later payment is not
yet received. payer is Health, Education or Authority, as the party is written;
what is none of them is Other.
"""
*/
with

registers as (
    select
        *,
        case when due_on <= getvariable('as_at') then due_on end as billed_on,
        case when received_on <= getvariable('as_at') then received_on end
            as paid_on,
        row_number() over (
            partition by authority
            order by
                contribution_id, party, contract_id, agreement_id, kind,
                period, due_on, received_on
        ) as place,
    from staging.contributions
)

select
    authority,
    coalesce(contribution_id || '/', '') || place as contribution_id,
    party,
    case
        when regexp_matches(lower(party), 'health|nhs|\bicb\b|\bccg\b')
            then 'Health'
        when
            regexp_matches(
                lower(party), 'education|school|high needs|\bsend\b'
            )
            then 'Education'
        when party similar to '[EWSN][0-9]{8}' then 'Authority'
        else 'Other'
    end as payer,
    contract_id,
    agreement_id,
    authority || '/' || child_id as child_id,
    kind,
    period,
    billed_on,
    paid_on as received_on,
    amount,
    file_id,
    row_number,
from registers
where billed_on is not null or paid_on is not null
order by authority, contribution_id
