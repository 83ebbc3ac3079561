/*
title = "Invoice lines"
says = """
One row per invoice line that had come by the as-at date, credits and rejected
lines apart, with the agreement and contract that it rests on, what may be
billed for it (expected), and by how much it is over, in pounds: for nights
outside the placement, for nights billed before, by its price, and, where it is
within the agreement, by how much that is above the contract's rate. Lines of
one invoice for the same nights of an agreement are held to the agreement
together: what one is over, another may be under. Rounding is left out.
"""

[settings]
day_count = { default = "nights", type = "text", says = "How a weekly price becomes the price of a stay where the contract does not say: nights, first and last day, weeks begun, calendar months, or days of the year" }
pence_a_night = { default = 0.5, type = "decimal", says = "A line that is over by no more than so many pence for each of its nights is rounded, as prices of a day are; a penny always is" }
packages_add = { default = false, type = "yes_no", says = "Packages of support are paid on top of the support that the agreement names; otherwise the higher of the two is agreed" }
days_to_sign = { default = 0, type = "integer", says = "An agreement may be unsigned for so many days from its first night" }
*/
with

judged as (
    select
        *,
        pence - expected_pence as difference,
        sum(difference) over invoice as difference_of_invoice,
        sum(greatest(difference, 0)) over invoice_so_far
        - greatest(difference, 0) as over_so_far,
    from model.invoice_holds
    window
        invoice as (
            partition by
                authority,
                provider_id,
                invoice_number,
                held_to,
                service_from,
                service_to
        ),
        invoice_so_far as (invoice order by seq)
),

raised as (
    select
        *,
        least(
            difference, greatest(difference_of_invoice - over_so_far, 0)
        ) as left_over,
        case when left_over > tolerance_pence then left_over else 0 end
            as excess,
        case
            when nights_out > 0
                then least(
                    excess,
                    pence
                    - (2 * pence * (nights - nights_out) + nights)
                    // (2 * nights)
                )
            else 0
        end as outside,
        least(
            greatest((coalesce(over_before, 0) + 5000) // 10000, 0),
            excess - outside
        ) as before,
        excess - outside - before as beyond,
        beyond <= tolerance_pence and outside + before > 0 as is_rounded,
        case
            when rated_pence < expected_pence
                then least(pence, expected_pence) - rated_pence
            else 0
        end as above_rate,
    from judged
)

select
    * exclude (
        pence,
        expected_pence,
        tolerance_pence,
        over_before,
        rated_pence,
        difference,
        difference_of_invoice,
        over_so_far,
        left_over,
        excess,
        outside,
        before,
        beyond,
        is_rounded,
        above_rate
    ),
    cast(expected_pence * 0.01 as decimal(18, 2)) as expected,
    cast(tolerance_pence * 0.01 as decimal(18, 4)) as tolerance,
    cast(
        0.01 * (
            outside
            + case when is_rounded and before = 0 then beyond else 0 end
        )
        as decimal(18, 2)
    ) as over_outside,
    cast(
        0.01 * (
            before
            + case when is_rounded and before > 0 then beyond else 0 end
        )
        as decimal(18, 2)
    ) as over_before,
    cast(0.01 * case when is_rounded then 0 else beyond end as decimal(18, 2))
        as over_price,
    cast(
        0.01 * case when above_rate > tolerance_pence then above_rate else 0 end
        as decimal(18, 2)
    ) as over_rate,
from raised
