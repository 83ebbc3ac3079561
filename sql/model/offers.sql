/*
title = "Offers"
says = """
One row per placement search and provider that offered a placement. is_local
says whether it lies inside the authority that searched, null where its postcode
or the postcode's authority is not known; is_suitable whether it suited the
child, null while nobody has said so.
"""
*/
with

offers as (
    select * from staging.offers
)

select
    offers.authority,
    offers.referral_id,
    offers.provider_id,
    offers.weekly_cost,
    offers.postcode,
    coalesce(responsible.authority_code, offers.authority)
    = postcodes.authority_code as is_local,
    offers.decision,
    decisions.label as decision_label,
    decisions.is_suitable,
    offers.reason,
    offers.file_id,
    offers.row_number,
from offers
left join model.postcodes
    on offers.postcode = postcodes.postcode
left join model.upper_authorities as responsible
    on offers.authority = responsible.code
left join code.offers_decision as decisions
    on offers.decision = decisions.code
order by offers.authority, offers.referral_id, offers.provider_id
