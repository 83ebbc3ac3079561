/*
title = "Discounts due"
says = """
One row per invoice line and kind of discount due on it, in pounds: due; given,
in the agreed price, in the bill, or on a line of its own; and missed, which is
the rest. given_later is the part that a later credit of the invoice gave.
Differences that are rounding are not missed.
"""

[settings]
whole_price = { default = false, type = "yes_no", says = "Discounts are taken off the whole agreed price, support, education and other with it; otherwise off the core price" }
*/
with

credits as (
    select
        authority,
        line_id,
        kind,
        sum(given) as given,
        sum(given) filter (where is_taken_back) as given_later,
        max(counted_on) filter (where is_taken_back) as given_on,
    from model.discount_credits
    group by authority, line_id, kind
),

dues as (
    select
        dues.*,
        lines.* exclude (authority, line_id, nights),
        cast(greatest(lines.expected - lines.amount, 0) * 100 as bigint)
            as shortfall,
        coalesce(
            sum(dues.due) over (
                partition by dues.authority, dues.line_id
                order by dues.kind
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as due_before,
        coalesce(credits.given, 0) as credited,
        coalesce(credits.given_later, 0) as credited_later,
        credits.given_on,
    from model.discount_lines as dues
    inner join model.invoice_lines as lines
        on dues.authority = lines.authority
        and dues.line_id = lines.line_id
    left join credits
        on dues.authority = credits.authority
        and dues.line_id = credits.line_id
        and dues.kind = credits.kind
),

settled as (
    select
        *,
        least(
            due,
            given_in_price
            + greatest(shortfall - due_before, 0)
            + credited
            - credited_later
        ) as given_at_once,
        least(due - given_at_once, credited_later) as given_later,
        due - given_at_once - given_later as left_due,
        case when left_due > tolerance * 100 then left_due else 0 end
            as missed,
    from dues
)

select
    settled.authority,
    settled.line_id,
    settled.kind,
    kinds.label as kind_label,
    settled.invoice_number,
    settled.line,
    settled.held_to as agreement_id,
    settled.contract_id,
    settled.provider_id,
    settled.child_id,
    settled.service_from,
    settled.service_to,
    settled.counted_on,
    settled.received_on,
    settled.threshold,
    settled.percent,
    settled.nights,
    cast(settled.due * 0.01 as decimal(18, 2)) as due,
    cast((settled.due - settled.missed) * 0.01 as decimal(18, 2)) as given,
    cast(settled.given_later * 0.01 as decimal(18, 2)) as given_later,
    settled.given_on,
    cast(settled.missed * 0.01 as decimal(18, 2)) as missed,
from settled
left join code.discount_kind as kinds
    on settled.kind = kinds.code
