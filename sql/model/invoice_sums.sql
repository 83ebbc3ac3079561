/*
title = "Sums of invoice lines"
says = """
One row per line that agreements cover on some night: the piece and agreement
that it rests on (the agreement named, else that of its last night), the nights
covered, of these the nights that earlier lines billed, and, in millionths of a
pound, what may be billed for them in all, what is billed beyond that for nights
billed before, and what may be billed by the rates of the contract (rated).
"""
*/
with

pieces as (
    select
        *,
        case when is_named then 1000000 else 0 end
        + (from_night - date '1970-01-01') as rank,
    from model.invoice_priced_pieces
)

select
    authority,
    line_id,
    arg_max(piece_id, rank) as piece_id,
    arg_max(agreement_id, rank) as agreement_id,
    arg_max(contract_id, rank) as contract_id,
    bool_and(coalesce(is_signed, true)) as is_signed,
    bool_or(agreed is not null) as is_agreed,
    min(earlier_invoice) as earlier_invoice,
    cast(sum(nights) as bigint) as nights_in,
    cast(sum(nights_before) as bigint) as nights_before,
    cast(sum(allowed) as bigint) as allowed,
    cast(
        sum(
            case
                when nights_before = 0 or agreed is null then 0
                else billed * nights_before // nights
                    - allowed
                    + agreed * (nights - nights_before) // nights
            end
        )
        as bigint
    ) as over_before,
    cast(sum(allowed - coalesce(agreed - rated, 0)) as bigint) as rated,
from pieces
group by authority, line_id
