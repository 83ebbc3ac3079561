/*
title = "Pieces of invoice lines"
says = """
What invoice lines bill for, cut at the ends of months: the nights of each piece
and what is agreed for them, part by part, as pence a week times nights.
rate_nights is the same for the rate of the contract, where it has one for every
night of the piece. An agreement without any price is held to that rate.
"""
*/
with

months as (
    select
        *,
        unnest(
            range(
                cast(date_trunc('month', from_night) as date),
                to_night + 1,
                interval 1 month
            )
        )::date as month,
    from model.invoice_stays
),

pieces as (
    select
        months.* replace (
            greatest(from_night, month) as from_night,
            least(to_night, last_day(month)) as to_night
        ),
        least(to_night, last_day(month)) - greatest(from_night, month) + 1
            as nights,
        row_number() over (order by line_id, month, from_night) as piece_id,
    from months
),

packages as (
    select
        pieces.piece_id,
        sum(
            cast(packages.weekly_cost * 100 as bigint) * (
                least(
                    pieces.to_night + 1,
                    coalesce(packages.ends_on, date '9999-12-31')
                ) - greatest(pieces.from_night, packages.starts_on)
            )
        ) as package_nights,
    from pieces
    inner join staging.support_packages as packages
        on pieces.authority = packages.authority
        and pieces.agreement_id = packages.agreement_id
        and packages.starts_on <= pieces.to_night
        and coalesce(packages.ends_on, date '9999-12-31') > pieces.from_night
    group by pieces.piece_id
),

rated as (
    select
        pieces.piece_id,
        rates.rate,
        least(pieces.to_night, rates.rate_to)
        - greatest(pieces.from_night, rates.rate_from) + 1 as nights,
    from pieces
    inner join model.invoice_rates as rates
        on pieces.authority = rates.authority
        and pieces.contract_id = rates.contract_id
        and pieces.service = rates.service
        and coalesce(pieces.lot, rates.lot, '')
        = coalesce(rates.lot, pieces.lot, '')
        and rates.rate_from <= pieces.to_night
        and rates.rate_to >= pieces.from_night
),

rates as (
    select
        piece_id,
        sum(nights) as nights,
        sum(rate * nights) as rate_nights,
    from rated
    group by piece_id
)

select
    pieces.* exclude (
        core, support, education, other, paid_from, paid_to, paid_until
    ),
    case
        when rates.nights = pieces.nights
            then cast(rates.rate_nights as bigint)
    end as rate_nights,
    case when pieces.has_price then pieces.core * pieces.nights else rate_nights
    end as core_nights,
    case
        when packages.piece_id is null
            then pieces.support * pieces.nights
        when getvariable('invoice_lines.packages_add')
            then pieces.support * pieces.nights
            + cast(packages.package_nights as bigint)
        else greatest(
            pieces.support * pieces.nights,
            cast(packages.package_nights as bigint)
        )
    end as support_nights,
    pieces.education * pieces.nights as education_nights,
    pieces.other * pieces.nights as other_nights,
from pieces
left join packages
    on pieces.piece_id = packages.piece_id
left join rates
    on pieces.piece_id = rates.piece_id
