/*
title = "Shares of health and education"
unit = "pounds"
polarity = "neutral"
definition = """
What health and education are to pay towards placements: "due" is their weekly
shares in the agreements for the nights of the period, to the penny for each
agreement and month; "billed" the bills that fell due in it; "received" what was
received in it, whichever time it was for; "not received" what was due less what
was received. By service, a bill or payment counts only where it names its
agreement.
"""
source = "Individual placement agreements, and the council's bills to partners and their payments"
owner = "Head of finance"
reviewed = 2026-11-22
needs = ["agreements", "contributions"]
case = "invoice line"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["due", "billed", "received", "not_received"]
categories = ["payer"]
breakdowns = ["service", "service_group"]
*/
with

shares as (
    select
        *,
        unnest([
            {'payer': 'Health', 'weekly_share': health_share},
            {'payer': 'Education', 'weekly_share': education_share}
        ]) as share,
    from model.agreement_nights
),

due as (
    select
        counted_on,
        authority,
        share.payer as payer,
        'agreement ' || case_id || ', ' || share.payer as case_id,
        child_id,
        price_of_nights(share.weekly_share, nights) as amount,
        breakdowns,
    from shares
    where share.weekly_share > 0
),

agreements as (
    select
        authority,
        agreement_id,
        arg_max(child_id, valid_from) as child_id,
        arg_max(breakdowns, valid_from) as breakdowns,
    from model.agreements
    group by authority, agreement_id
),

contributions as (
    select
        contributions.* exclude (child_id),
        'contribution ' || contributions.contribution_id as case_id,
        coalesce(contributions.child_id, agreements.child_id) as child_id,
        coalesce(agreements.breakdowns, no_breakdowns()) as breakdowns,
    from model.contributions
    left join agreements
        on contributions.authority = agreements.authority
        and contributions.agreement_id = agreements.agreement_id
    where contributions.payer in ('Health', 'Education')
),

figures as (
    select *, 'due' as figure, from due
    union all by name
    select *, 'not_received' as figure, from due
    union all by name
    select *, 'billed' as figure, billed_on as counted_on, from contributions
    where billed_on is not null
    union all by name
    select *, 'received' as figure, received_on as counted_on,
    from contributions
    where received_on is not null
    union all by name
    select
        * replace (-amount as amount),
        'not_received' as figure,
        received_on as counted_on,
    from contributions
    where received_on is not null
)

select
    counted_on,
    authority,
    figure,
    case_id,
    child_id,
    null as provider_id,
    amount as numerator,
    null as denominator,
    payer,
    breakdowns,
from figures
