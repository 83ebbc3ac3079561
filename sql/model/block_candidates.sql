/*
title = "Candidates for block beds"
says = """
One row per child and counting day who lives outside the block contracts that
the authority has a part in, in a placement of a service that a contract's lots
name: with the weekly price now, whether it is above a week of a block bed
(is_dearer), and whether the placement lies outside the footprint (is_distant).
is_candidate: either; null where neither holds and one is not known. Of several
contracts the one with the cheapest bed counts. free_bed is the child's place in
the order of prices, the dearest first, while there are empty beds: null after
them. yearly_saving is the price now less that of a bed, in the weeks in a year
of the settings; saving_in_free_bed the same for a child in a free bed, or the
whole price now where the bed is paid for anyway.
"""
*/
with

beds as (
    select
        block_days.*,
        floor(block_days.beds_empty)::integer as free_beds,
    from model.block_days
    inner join model.counting_days
        on block_days.counted_on = counting_days.counted_on
    where block_days.beds > 0
),

lots as (
    select distinct
        authority,
        contract_id,
        service,
    from staging.contract_lots
),

blocks as (
    select distinct authority, contract_id from model.block_terms
),

outside as (
    select agreements.*
    from model.agreements
    anti join blocks
        on agreements.authority = blocks.authority
        and agreements.contract_id = blocks.contract_id
    where
        agreements.is_placement
        and agreements.child_id is not null
),

offered as (
    select
        beds.counted_on,
        outside.authority,
        outside.agreement_id,
        outside.child_id,
        outside.provider_id,
        outside.weekly_price,
        outside.breakdowns,
        beds.contract_id,
        beds.contract,
        beds.free_beds,
        beds.is_paid_when_used,
        beds.yearly_price,
        outside.weekly_price * getvariable('reporting.weeks_in_a_year')
            as yearly_price_now,
        yearly_price_now > beds.yearly_price as is_dearer,
        not footprints.is_in_footprint as is_distant,
        is_dearer or is_distant as is_candidate,
    from beds
    inner join lots
        on beds.authority = lots.authority
        and beds.contract_id = lots.contract_id
    inner join outside
        on beds.authority = outside.authority
        and lots.service = outside.service
        and outside.valid_from <= beds.counted_on
        and coalesce(outside.valid_to, date '9999-12-31') > beds.counted_on
    inner join model.footprints
        on outside.authority = footprints.authority
        and outside.agreement_id = footprints.agreement_id
        and outside.valid_from = footprints.valid_from
    qualify
        row_number() over (
            partition by beds.counted_on, outside.authority, outside.child_id
            order by
                beds.yearly_price, beds.contract_id, outside.valid_from desc,
                outside.agreement_id
        ) = 1
),

ranked as (
    select
        *,
        row_number() over (
            partition by counted_on, authority, contract_id
            order by
                coalesce(is_candidate, false) desc,
                yearly_price_now desc nulls last,
                agreement_id
        ) as place,
    from offered
)

select
    * exclude (place),
    case
        when is_candidate and yearly_price_now is not null
            and place <= free_beds then place
    end as free_bed,
    (yearly_price_now - yearly_price)::decimal(18, 6) as yearly_saving,
    case
        when free_bed is null then null
        when is_paid_when_used then yearly_saving
        else yearly_price_now
    end::decimal(18, 6) as saving_in_free_bed,
from ranked
where coalesce(is_candidate, true)
