/*
title = "Referrals for a placement"
unit = "count"
polarity = "neutral"
definition = """
The number of referrals that asked for a placement and came during the period.
Each child is a referral of its own, also where brothers and sisters come
together; a child referred again is counted again. Sibling groups are counted
beside them: a group counts on the day on which the first of its children was
referred, and again where one of them is referred more than 28 days after the
last referral of the group. The service is the one that was looked for; age and
need are those of the day of the referral.
"""
source = "The placements team's record of searches; Bath and North East Somerset Council, sufficiency statement 2018, counts referrals by year and month, and sibling groups"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["referrals"]
case = "referral"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "need", "asylum_seeking"]
categories = ["siblings", "solo", "hours", "returned"]
figures = ["referrals", "sibling groups"]

[settings]
days_apart = { default = 28, type = "integer", says = "A sibling group is counted again when more than so many days have passed since its last referral" }
*/
with

referrals as (
    select
        *,
        lag(received_on) over (
            partition by authority, sibling_group
            order by received_on, referral_id
        ) as group_referred_on,
    from model.referrals
),

cases as (
    select
        *,
        'referrals' as figure,
        referral_id as group_or_referral,
    from referrals

    union all by name

    select
        * replace (no_breakdowns() as breakdowns),
        'sibling groups' as figure,
        sibling_group || '/' || received_on as group_or_referral,
    from referrals
    where
        sibling_group is not null
        and coalesce(
            received_on - group_referred_on
            > getvariable('referrals.days_apart'),
            true
        )
)

select
    received_on as counted_on,
    authority,
    authority || '/' || group_or_referral as case_id,
    child_id,
    null as provider_id,
    1 as numerator,
    null as denominator,
    breakdowns,
    figure,
    case has_siblings
        when true then 'With brothers or sisters'
        when false then 'Alone'
        else 'Not known'
    end as siblings,
    case is_solo
        when true then 'Without other children'
        when false then 'With or without other children'
        else 'Not known'
    end as solo,
    case is_out_of_hours
        when true then 'Out of hours'
        when false then 'In office hours'
        else 'Not known'
    end as hours,
    case
        when returned_on is not null then 'Sent back'
        else 'Not sent back'
    end as returned,
from cases
