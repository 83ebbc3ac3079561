/*
title = "Unlawful placements"
says = """
One row per counting day, child looked after and reason for which the placement
is unlawful on that day, or may be: "Under 16 in supported accommodation", or in
any place of that service, since 9 September 2021; "Not registered", of a
service that must be registered, supported accommodation since 28 October 2023.
is_unlawful is empty where it is not known: the age, or whether the place is
registered. A place is registered from the day that the register of homes says,
or where it has the regulator's number and no day; it is not where the register
has neither, or the service itself is "unregistered". Independent living (P2)
needs no registration, and places outside England are not asked about. nights
are those of the placement since it became unlawful, price is theirs at the
weekly price of the day.
"""

[settings]
under_16_from = { default = 2021-09-09, type = "date", says = "Day from which nobody under 16 may be placed in supported accommodation" }
supported_from = { default = 2023-10-28, type = "date", says = "Day from which supported accommodation must be registered" }
services = { default = "children's home in-house; children's home external; secure; crisis or short-term; unregistered; supported accommodation 16+ in-house; supported accommodation 16+ external", type = "text", says = "Services whose places must be registered, parted by semicolons" }
*/
with

placed as (
    select
        homes.*,
        homes.service like 'supported accommodation%' as is_supported,
        case
            when homes.service = 'unregistered' then false
            when homes.registered_from is not null
                then homes.registered_from <= homes.counted_on
            when homes.urn is not null then true
            when homes.is_home_known then false
        end as is_registered,
    from model.caseload_homes as homes
    where coalesce(homes.placement_authority like 'E%', true)
),

reasons as (
    select
        *,
        'Under 16 in supported accommodation' as reason,
        age < 16 as is_unlawful,
        getvariable('unlawful_placements.under_16_from') as law_from,
    from placed
    where
        is_supported
        and coalesce(age < 16, true)

    union all by name

    select
        *,
        'Not registered' as reason,
        not is_registered as is_unlawful,
        case
            when is_supported
                then getvariable('unlawful_placements.supported_from')
            else placement_started_on
        end as law_from,
    from placed
    where
        list_contains(
            string_split(
                replace(
                    getvariable('unlawful_placements.services'), '; ', ';'
                ),
                ';'
            ),
            service
        )
        and not coalesce(is_registered, false)
        and place is distinct from 'P2'
)

select
    * exclude (
        is_supported, is_registered, is_good, judgement_rank, judged_from,
        earlier_judgement, earlier_rank, law_from
    ),
    greatest(placement_started_on, law_from) as unlawful_since,
    counted_on - greatest(placement_started_on, law_from) as nights,
    cast(
        price_of_nights(
            weekly_price, counted_on - greatest(placement_started_on, law_from)
        ) as decimal(18, 2)
    ) as price,
from reasons
where counted_on >= law_from
