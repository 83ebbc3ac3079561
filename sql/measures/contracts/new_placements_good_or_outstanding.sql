/*
title = "New placements in provision judged good or outstanding"
unit = "percent"
polarity = "higher is better"
definition = """
Of the placements that began during the period in homes, schools, supported
accommodation and with agencies that the regulator judges, the percentage made
where the judgement in force on the first day was good or outstanding; what was
judged later does not count. A judgement is in force from the day on which it
was published, or where that is not known from the day of the inspection: a
placement of that very day counts by it. Placements with the council's own
foster carers, relatives and friends are left out, and so are temporary ones,
short breaks and placements that only go on. Where the home's number is not
known, or it had no judgement yet, it is not known: the placement stays in the
total and is shown beside it.
"""
source = "The regulator's judgements of homes and agencies, matched by its number. Nottingham City Council's strategy of 2016, 6.18: the ambition to place only with providers judged good and outstanding"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "inspections"]
case = "placement"
counts = "during"
statistic = "ratio"
not_known = "in denominator"
target = 100
breakdowns = ["service", "sector", "provider", "contract", "locality"]
*/
select
    started_on as counted_on,
    authority,
    placement_id as case_id,
    child_id,
    provider_id,
    is_good::integer as numerator,
    1 as denominator,
    breakdowns,
from model.placement_judgements
