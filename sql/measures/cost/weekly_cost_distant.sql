/*
title = "Weekly price outside the footprint"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly price of the placement agreements that were live on the last
day of the period and whose placement lay outside the footprint: the authority
and those that adjoin it, or the authorities that the setting of the footprint
names. Where a placement lies is that of the day on which its terms began.
An agreement without a price, or of which it is not known where the placement
lies, is left out and counted. The same average for a year is a measure of its
own.
"""
source = "Individual placement agreements, and the authority of the placement; as the block contract paper of Havering (2018), section 3.2, compares the two"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "episodes"]
case = "agreement"
counts = "at end"
statistic = "mean"
not_known = "left out"
figures = ["weekly"]
breakdowns = ["service", "service_group", "arrangement", "age_band"]
*/
with

agreements as (
    select
        agreements.*,
        case
            when footprints.is_in_footprint is not null
                then nullif(agreements.weekly_price, 0)
        end as known_price,
    from model.agreements
    inner join model.footprints
        on agreements.authority = footprints.authority
        and agreements.agreement_id = footprints.agreement_id
        and agreements.valid_from = footprints.valid_from
    where
        agreements.is_placement
        and coalesce(footprints.is_in_footprint, false) = false
)

select
    counting_days.counted_on,
    agreements.authority,
    'weekly' as figure,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    agreements.known_price as numerator,
    1 as denominator,
    agreements.breakdowns,
from model.counting_days
inner join agreements
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
