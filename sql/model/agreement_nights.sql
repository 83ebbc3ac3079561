/*
title = "Nights of agreements"
says = """
The paid nights of each agreement and variation in each stretch of time, with
their price to the penny; counted on the last day of the stretch. A night counts
from the day on which the terms began up to, and not on, the day they ended. An
agreement without a price has nights and no price. is_bought: not the council's
own service. case_id names the agreement and its terms.
"""
*/
with

agreements as (
    select
        *,
        agreement_id || ' from ' || valid_from as case_id,
        arrangement is distinct from 'in-house' as is_bought,
    from model.agreements
),

stretches as (
    select * from model.stretches
)

select
    agreements.authority,
    agreements.agreement_id,
    agreements.case_id,
    agreements.kind,
    agreements.is_placement,
    agreements.child_id,
    agreements.provider_id,
    agreements.service,
    agreements.arrangement,
    agreements.is_bought,
    agreements.weekly_price,
    agreements.health_share,
    agreements.education_share,
    stretches.stretch_end as counted_on,
    cast(
        least(
            coalesce(agreements.valid_to, date '9999-12-31'),
            stretches.stretch_end + 1
        ) - greatest(agreements.valid_from, stretches.stretch_start)
        as integer
    ) as nights,
    cast(
        price_of_nights(agreements.weekly_price, nights) as decimal(18, 2)
    ) as price,
    agreements.breakdowns,
from agreements
inner join stretches
    on agreements.valid_from <= stretches.stretch_end
    and coalesce(agreements.valid_to, date '9999-12-31')
    > stretches.stretch_start
