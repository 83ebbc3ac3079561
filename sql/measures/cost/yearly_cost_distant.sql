/*
title = "Price of a year outside the footprint"
unit = "pounds"
polarity = "neutral"
definition = """
The average price of a year of the placement agreements that were live on the
last day of the period and whose placement lay outside the footprint: the
authority and those that adjoin it, or the authorities that the setting of the
footprint names. The price of a year is the weekly price times the weeks in a
year of the settings, and is not rounded before the average is taken. Where a
placement lies is that of the day on which its terms began. An agreement without
a price, or of which it is not known where the placement lies, is left out and
counted.
"""
source = "Individual placement agreements, and the authority of the placement; as the block contract paper of Havering (2018), section 3.2, compares the two"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements", "episodes"]
case = "agreement"
counts = "at end"
statistic = "mean"
not_known = "left out"
breakdowns = ["service", "service_group", "arrangement", "age_band"]
*/
select
    counting_days.counted_on,
    agreements.authority,
    agreements.agreement_id as case_id,
    agreements.child_id,
    agreements.provider_id,
    case
        when footprints.is_in_footprint is not null
            then nullif(agreements.weekly_price, 0)
            * getvariable('reporting.weeks_in_a_year')
    end as numerator,
    1 as denominator,
    agreements.breakdowns,
from model.counting_days
inner join model.agreements
    on agreements.valid_from <= counting_days.counted_on
    and coalesce(agreements.valid_to, date '9999-12-31')
    > counting_days.counted_on
inner join model.footprints
    on agreements.authority = footprints.authority
    and agreements.agreement_id = footprints.agreement_id
    and agreements.valid_from = footprints.valid_from
where
    agreements.is_placement
    and coalesce(footprints.is_in_footprint, false) = false
