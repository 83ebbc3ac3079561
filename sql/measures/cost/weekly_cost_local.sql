/*
title = "Weekly price inside the footprint"
unit = "pounds a week"
polarity = "neutral"
definition = """
The average weekly price of the placement agreements that were live on the last
day of the period and whose placement lay inside the footprint: the authority
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
select
    counted_on,
    authority,
    'weekly' as figure,
    agreement_id as case_id,
    child_id,
    provider_id,
    known_price as numerator,
    1 as denominator,
    breakdowns,
from model.footprint_days
where coalesce(is_in_footprint, true)
