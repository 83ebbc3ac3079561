/*
title = "Discounts given on lines of their own"
says = """
One row per discount that a line of its own gives and line on which that kind of
discount is due, in pence. It goes to the lines of its agreement, or of its
provider where it names none, for some of the same nights or of the same invoice
or the one that it credits; a discount that does not say which it is goes to any
kind. Of several, first to its own invoice, then in the order in which they came.
"""
*/
with

given as (
    select * from model.billed_lines
    where part = 'discount' and amount < 0 and is_standing
),

dues as (
    select
        dues.*,
        lines.provider_id,
        lines.held_to,
        lines.invoice_number,
        lines.service_from,
        lines.service_to,
        lines.seq,
    from model.discount_lines as dues
    inner join model.invoice_lines as lines
        on dues.authority = lines.authority
        and dues.line_id = lines.line_id
),

pairs as (
    select
        given.authority,
        given.line_id as credit_id,
        given.credit_of is not null as is_taken_back,
        given.counted_on,
        dues.line_id,
        dues.kind,
        dues.due,
        -given.pence as given,
        row_number() over (
            partition by given.authority, given.line_id
            order by
                dues.invoice_number is distinct from given.credit_of,
                dues.invoice_number <> given.invoice_number,
                dues.seq,
                dues.kind
        ) as place,
    from given
    inner join dues
        on given.authority = dues.authority
        and given.provider_id = dues.provider_id
        and coalesce(given.agreement_id, dues.held_to) = dues.held_to
        and coalesce(given.discount_kind, dues.kind) = dues.kind
        and case
            when given.credit_of is not null
                then given.credit_of = dues.invoice_number
            when given.service_from is null
                then given.invoice_number = dues.invoice_number
            else given.service_from <= dues.service_to
                and given.service_to >= dues.service_from
        end
),

filled as (
    select
        *,
        sum(due) over (
            partition by authority, credit_id
            order by place
        ) - due as due_before,
    from pairs
)

select
    authority,
    credit_id,
    is_taken_back,
    counted_on,
    line_id,
    kind,
    cast(least(due, given - due_before) as bigint) as given,
from filled
where given > due_before
