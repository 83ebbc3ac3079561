/*
title = "What credits take back"
says = """
One row per credit line and line that it takes money back from, with how much
and when. A credit goes to the lines of the invoice that it names, and of these
to those of its agreement where it names one; a credit that names no invoice, to
lines of its agreement for some of the same nights that had come before it. Of
several, first to those of its own agreement and child, then to a line of its
very amount, then in their order, up to the amount of each.
"""
*/
with

credits as (
    select * from model.billed_lines
    where is_credit and is_standing
),

lines as (
    select * from model.billed_lines
    where amount > 0 and is_standing
),

named as (
    select
        credits.line_id as credit_id,
        lines.line_id,
    from credits
    inner join lines
        on credits.authority = lines.authority
        and credits.credit_of = lines.invoice_number
        and coalesce(credits.provider_id, lines.provider_id, '')
        = coalesce(lines.provider_id, credits.provider_id, '')
        and coalesce(credits.agreement_id, lines.agreement_id, '')
        = coalesce(lines.agreement_id, credits.agreement_id, '')
        and coalesce(credits.child_id, lines.child_id, '')
        = coalesce(lines.child_id, credits.child_id, '')
),

unnamed as (
    select
        credits.line_id as credit_id,
        lines.line_id,
    from credits
    inner join lines
        on credits.authority = lines.authority
        and credits.agreement_id = lines.agreement_id
        and lines.counted_on <= credits.counted_on
        and lines.service_from <= credits.service_to
        and lines.service_to >= credits.service_from
    where credits.credit_of is null
),

pairs as (
    select * from named
    union all
    select * from unnamed
),

filled as (
    select
        credits.authority,
        pairs.credit_id,
        pairs.line_id,
        credits.counted_on,
        credits.part,
        lines.amount,
        -credits.amount as credited,
        coalesce(
            sum(lines.amount) over (
                partition by credits.authority, pairs.credit_id
                order by
                    lines.agreement_id is distinct from credits.agreement_id,
                    lines.child_id is distinct from credits.child_id,
                    lines.amount <> -credits.amount,
                    lines.part_class <> credits.part_class,
                    coalesce(
                        lines.service_from > credits.service_to
                        or lines.service_to < credits.service_from,
                        false
                    ),
                    lines.seq
                rows between unbounded preceding and 1 preceding
            ),
            0
        ) as filled_before,
    from pairs
    inner join credits
        on pairs.credit_id = credits.line_id
    inner join lines
        on pairs.line_id = lines.line_id
        and credits.authority = lines.authority
)

select
    authority,
    credit_id,
    line_id,
    counted_on,
    cast(least(amount, credited - filled_before) as decimal(18, 2))
        as credited,
from filled
where credited > filled_before
