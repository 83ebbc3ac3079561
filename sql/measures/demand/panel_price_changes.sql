/*
title = "Weekly change of packages by panels"
unit = "pounds"
polarity = "neutral"
definition = """
By how much the weekly price of packages changed by what the council's panels
decided during the period, added up, in pounds a week: more is above nought,
less below. Only cases in which a package was varied count. A case without an
amount is left out and counted.
"""
source = "Records of the panels; Nottingham City Council, sufficiency strategy 2016: the placements panel considers requests for package variations"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["panels"]
case = "panel case"
counts = "during"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "age_band"]
categories = ["panel"]
*/
select
    held_on as counted_on,
    authority,
    panel_case_id as case_id,
    child_id,
    null as provider_id,
    weekly_change as numerator,
    null as denominator,
    breakdowns,
    panel,
from model.panel_cases
where is_variation
