/*
title = "Candidates for block beds"
says = """
Children outside the block contracts who could move into one of their beds on
the as-at date: their placement is of a service that the contract's lots name,
and costs more than a bed or lies outside the footprint. The dearest first; free
beds are given out in that order. Whether a move is right is the social worker's
to say.
"""
audience = "exempt"
scope = "council"
needs = ["block_beds", "contracts", "contract_lots", "agreements", "episodes"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract_id = { label = "Contract reference", unit = "text", says = "Reference of the block contract", is_printed = false }
contract = { label = "Block", unit = "text", says = "The block contract with the cheapest bed" }
child_id = { label = "Child", unit = "text", says = "The child, by the council's own identifier" }
agreement_id = { label = "Agreement", unit = "text", says = "The agreement of the placement now" }
service = { label = "Service", unit = "text", says = "What is bought now" }
arrangement = { label = "Arrangement", unit = "text", says = "How it was bought" }
provider = { label = "Provider", unit = "text", says = "The provider now" }
locality = { label = "Locality", unit = "text", says = "Where the placement lies" }
weekly_price = { label = "Price", unit = "pounds a week", says = "Pounds a week now" }
is_dearer = { label = "Costs more", unit = "text", says = "Whether it costs more than a bed" }
is_distant = { label = "Outside the footprint", unit = "text", says = "Whether it lies outside the footprint" }
free_bed = { label = "Free bed", unit = "count", says = "Which of the free beds would be left for this child" }
yearly_saving = { label = "A year", unit = "pounds", says = "Price now less price of a bed, in a year" }
*/
select
    candidates.authority,
    candidates.contract_id,
    candidates.contract,
    coalesce(children.source_child_id, candidates.child_id) as child_id,
    candidates.agreement_id,
    candidates.breakdowns.service as service,
    candidates.breakdowns.arrangement as arrangement,
    candidates.breakdowns.provider as provider,
    candidates.breakdowns.locality as locality,
    candidates.weekly_price,
    candidates.is_dearer,
    candidates.is_distant,
    candidates.free_bed,
    candidates.yearly_saving::decimal(18, 2) as yearly_saving,
from model.block_candidates as candidates
left join model.children
    on candidates.child_id = children.child_id
where
    candidates.counted_on = getvariable('as_at')
    and candidates.is_candidate
order by
    candidates.authority,
    candidates.yearly_saving desc nulls last,
    candidates.agreement_id
