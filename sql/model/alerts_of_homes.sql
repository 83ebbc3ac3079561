/*
title = "Alerts about homes"
says = """
On the as-at date, one row per child in a bought home or agency that is judged
inadequate, whose judgement fell in the last days of the setting, or that has
closed; and per child with a provider that is suspended or has ended, or under a
contract that is or has. since is the day of the judgement or of closing. The
regulator's list comes once a month: with fewer days than that, a judgement that
fell would be too old to be told when the council first hears of it.
"""

[settings]
new_days = { default = 31, type = "integer", says = "Days for which a judgement that fell is new" }
*/
with

placed as (
    select * from model.placed_today
),

alerts as (
    select
        *,
        'Inadequate, with a child in it' as kind,
        'high' as severity,
        judged_from as since,
        'The judgement in force is ' || lower(judgement) || '.' as says,
        'Visit at once, and decide whether the child can stay.' as what_to_do,
    from placed
    where judgement_rank = 3

    union all by name

    select
        *,
        'Judgement fallen' as kind,
        'medium' as severity,
        judged_from as since,
        'Judged ' || lower(judgement) || ', before '
        || lower(earlier_judgement) || '.' as says,
        'Read the report, and ask the provider for its plan.' as what_to_do,
    from placed
    where
        judgement_rank > earlier_rank
        and judged_from
        > getvariable('as_at') - getvariable('alerts_of_homes.new_days')

    union all by name

    select
        *,
        'Closed, with a child in it' as kind,
        'high' as severity,
        closed_on as since,
        'The register of homes has it as closed.' as says,
        'Find out where the child lives, and mend the records.'
            as what_to_do,
    from placed
    where closed_on is not null

    union all by name

    select
        *,
        'Provider or contract suspended or ended' as kind,
        'high' as severity,
        placement_started_on as since,
        case
            when provider_status in ('suspended', 'ended')
                then 'The provider is ' || provider_status || '.'
            else 'The contract of the placement is ' || contract_status || '.'
        end as says,
        'Check that the child is safe there; place nobody else.'
            as what_to_do,
    from placed
    where
        provider_status in ('suspended', 'ended')
        or contract_status in ('suspended', 'ended')
)

select
    authority,
    kind,
    severity,
    officer,
    provider_id,
    provider,
    child_id,
    agreement_id,
    contract_id,
    home_id,
    home,
    urn,
    service,
    nights,
    weekly_price,
    price,
    since,
    says,
    what_to_do,
from alerts
