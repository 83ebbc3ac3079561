/*
title = "Why new placements were outside the authority's area"
unit = "count"
polarity = "neutral"
definition = """
The number of placements that began outside the council's own area during the
period, by the reason given in the placement agreement: the agreement live on
the first day, else the first that began while the placement lasted. Reasons
are put into a few groups; one that is in none of them is another reason. A
placement without an agreement, or without a reason in it, has a reason that is
not known. The placements are those of the measure of new placements outside the
area.
"""
source = "Individual placement agreements; placements put together from the children looked after return"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "postcodes", "agreements"]
case = "placement"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "sector", "locality"]
categories = ["reason"]
crosses = ["reason x locality"]
*/
with

agreements as (
    select
        authority,
        agreement_id,
        arg_min(out_of_area_reason, valid_from) as out_of_area_reason,
    from model.agreements
    group by authority, agreement_id
)

select
    placements.started_on as counted_on,
    placements.authority,
    placements.placement_id as case_id,
    placements.child_id,
    placements.provider_id,
    1 as numerator,
    null as denominator,
    placements.breakdowns,
    case
        when agreements.out_of_area_reason is null then 'Not known'
        else coalesce(reasons.label, 'Other')
    end as reason,
from model.placements
left join agreements
    on placements.authority = agreements.authority
    and placements.agreement_id = agreements.agreement_id
left join code.out_of_area_reasons as reasons
    on lower(agreements.out_of_area_reason) = reasons.code
where
    placements.is_start_known
    and placements.is_out_of_area
    and not placements.is_short_break
    and not placements.is_same_carer_adoption
    and not placements.is_temporary
