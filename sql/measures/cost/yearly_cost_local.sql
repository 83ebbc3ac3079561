/*
title = "Price of a year inside the footprint"
unit = "pounds"
polarity = "neutral"
definition = """
The average price of a year of the placement agreements that were live on the
last day of the period and whose placement lay inside the footprint: the
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
    counted_on,
    authority,
    agreement_id as case_id,
    child_id,
    provider_id,
    known_price * getvariable('reporting.weeks_in_a_year') as numerator,
    1 as denominator,
    breakdowns,
from model.footprint_days
where coalesce(is_in_footprint, true)
