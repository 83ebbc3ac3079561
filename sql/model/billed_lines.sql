/*
title = "Billed lines"
says = """
One row per invoice line that had come by the as-at date, as it was received,
with what it is for. part is what its item says (model.invoice_items), or
"included" where the price of its contract has it inside already. An item of
which no word is known, or that is empty, is the whole price where it is empty
or a weekly rate stands beside it, else other. is_credit: it takes money back.
is_standing: it was not rejected. is_held: the authority has a register of
agreements that lines can be held to; what stands in for one has average prices
and no numbers that invoices name. is_nightly: it is held to an agreement's
nights, all of which have passed. seq orders the lines as they came.
"""
*/
with

received as (
    select
        * replace (authority || '/' || child_id as child_id),
        concat_ws('/', provider_id, invoice_number, line) as line_id,
        coalesce(
            received_on,
            least(service_to, getvariable('as_at')),
            getvariable('as_at')
        ) as counted_on,
    from staging.invoices
    where
        coalesce(received_on, service_from, getvariable('as_at'))
        <= getvariable('as_at')
),

placed as (
    select
        received.*,
        coalesce(items.folded, '') as folded_item,
        case
            when fees.line_id is not null then 'included'
            when items.part is not null then items.part
            when received.item is null then 'whole'
            when received.weekly_rate is not null then 'whole'
            else 'other'
        end as part,
        items.discount_kind,
        fees.inclusion,
        coalesce(received.status, '') <> 'rejected' as is_standing,
        received.amount < 0 and items.part is distinct from 'discount'
            as is_credit,
        coalesce(sources.extract = 'agreements', false) as is_held,
        case
            when received.service_to >= received.service_from
                then received.service_to - received.service_from + 1
        end as nights,
    from received
    left join model.invoice_items as items
        on received.item = items.item
    left join model.invoice_fees as fees
        on received.authority = fees.authority
        and received.line_id = fees.line_id
    left join model.agreement_sources as sources
        on received.authority = sources.authority
)

select
    line_id,
    authority,
    invoice_number,
    line,
    credit_of,
    provider_id,
    agreement_id,
    child_id,
    item,
    folded_item,
    part,
    case when part in ('whole', 'core') then 'stay' else part end as part_class,
    discount_kind,
    inclusion,
    service_from,
    service_to,
    nights,
    weekly_rate,
    cast(amount as decimal(18, 2)) as amount,
    cast(amount * 100 as bigint) as pence,
    received_on,
    counted_on,
    coalesce(status, 'not known') as status,
    is_standing,
    is_credit,
    is_held,
    nights > 0
    and is_held
    and is_standing
    and not is_credit
    and service_to <= getvariable('as_at')
    and part in ('whole', 'core', 'support', 'education', 'other')
        as is_nightly,
    row_number() over (
        partition by authority
        order by
            counted_on,
            invoice_number,
            try_cast(line as integer),
            line,
            provider_id
    ) as seq,
    file_id,
    row_number,
from placed
order by authority, seq
