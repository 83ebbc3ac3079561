/*
title = "What the public may not be told"
says = """
What no public file may hold: identifiers of children, their dates of birth as
papers and data files write dates, postcodes and numbers of the places where
they live, agreements; and weekly prices beside their provider's name, which
alone is no secret. provider_id is whose it is; everybody's are words that may
stand though a secret is part of them. Before a publication appears, every
public file is searched for these. Not sought: numbers of fewer than five digits
and nothing else, and birthdays on the first or last day of a month or a day of a
contract, because public papers print those days.
"""
*/
with

days_of_contracts as (
    select unnest([starts_on, ends_on]) as day from model.contracts
),

birthdays as (
    select distinct born_on
    from model.children
    anti join days_of_contracts
        on children.born_on = days_of_contracts.day
    where day(born_on) <> 1 and born_on <> last_day(born_on)
),

numbers as (
    select
        'child''s identifier' as kind,
        source_child_id as secret,
    from model.children

    union

    select
        'unique pupil number' as kind,
        case when length(upn) = 13 then upn end as secret,
    from staging.header

    union

    select
        'number of a home' as kind,
        urn as secret,
    from model.homes

    union

    select
        'agreement' as kind,
        agreement_id as secret,
    from model.agreements
),

postcodes as (
    select unnest([home_postcode, placement_postcode]) as postcode
    from model.episodes

    union

    select postcode from model.homes

    union

    select postcode from model.fostering_households
),

whole as (
    select * from numbers
    where not regexp_full_match(secret, '[0-9]{1,4}')

    union

    select
        'postcode of a child''s home' as kind,
        unnest([postcode, regexp_replace(postcode, '(...)$', ' \1')])
            as secret,
    from postcodes
    where postcode <> ifnull(getvariable('reporting.fixed_point_postcode'), '')

    union

    select
        'date of birth' as kind,
        unnest([
            strftime(born_on, '%Y-%m-%d'),
            strftime(born_on, '%-d %B %Y'),
            strftime(born_on, '%d/%m/%Y')
        ]) as secret,
    from birthdays
)

select
    null as provider_id,
    kind,
    secret,
    'whole' as sought_as,
from whole
where secret is not null

union all

select
    provider_id,
    kind,
    secret,
    case sought_as when 'price' then 'price' else 'beside' end as sought_as,
from model.provider_secrets
where kind in ('name of another provider', 'price of another provider')

union all

select
    'everybody' as provider_id,
    'own' as kind,
    title as secret,
    'own' as sought_as,
from model.contracts
order by all
