/*
title = "Footprint days"
says = """
Each placement agreement live on each counting day, whether its placement lay in
the footprint, and its weekly price where both are known. A price of nought is
none.
"""
*/
select
    counting_days.counted_on,
    agreements.authority,
    agreements.agreement_id,
    agreements.child_id,
    agreements.provider_id,
    footprints.is_in_footprint,
    case
        when footprints.is_in_footprint is not null
            then nullif(agreements.weekly_price, 0)
    end as known_price,
    agreements.breakdowns,
from model.agreements
inner join model.footprints
    on agreements.authority = footprints.authority
    and agreements.agreement_id = footprints.agreement_id
    and agreements.valid_from = footprints.valid_from
inner join model.counting_days
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
where agreements.is_placement
