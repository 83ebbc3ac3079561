/*
title = "Bands of discounts"
says = """
One row per discount of a contract and threshold from which it is due, and the
days on which it holds, both included. percent_more is what the band adds to the
band below it, so that all that are reached add up to the highest of them. A
unit that is not given is placements for siblings and nights for a long stay;
volume without a unit is not read. Whose volume counts is ours where it is not
given.
"""
*/
with

terms as (
    select
        * replace (
            coalesce(
                unit,
                case kind
                    when 'sibling' then 'placements'
                    when 'long stay' then 'nights'
                end
            ) as unit,
            coalesce(whose, 'ours') as whose,
            coalesce(valid_from, date '1900-01-01') as valid_from
        ),
    from staging.discount_terms
    where coalesce(valid_from <= getvariable('as_at'), true)
)

select
    authority,
    contract_id,
    kind,
    unit,
    whose,
    threshold,
    percent,
    percent - coalesce(
        lag(percent) over (
            partition by authority, contract_id, kind, unit, whose, valid_from
            order by threshold
        ),
        0
    ) as percent_more,
    valid_from as band_from,
    coalesce(
        least(
            valid_to,
            lead(valid_from) over (
                partition by authority, contract_id, kind, threshold
                order by valid_from
            ) - 1
        ),
        date '9999-12-31'
    ) as band_to,
from terms
where unit is not null
