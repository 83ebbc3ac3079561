/*
title = "Nights purchased"
unit = "nights"
polarity = "neutral"
definition = """
The nights of placements bought from others that fall in the period: each night
from the day on which an agreement began up to, and not on, the day on which the
child left. The council's own services are left out; an agreement of which it is
not known how it was bought counts. Nights for which a bed was kept or paid for
without the child (retainers, notice) are a figure of their own; agreements for
support only have no nights.
"""
source = "Individual placement agreements; as the sufficiency statement of Bath and North East Somerset (2018), sections 2.4 and 2.5, counts nights"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["agreements"]
case = "bed night"
counts = "during"
statistic = "sum"
not_known = "left out"
figures = ["placements", "kept_beds"]
breakdowns = ["service", "service_group", "sector", "arrangement", "age_band"]
*/
select
    counted_on,
    authority,
    case when is_placement then 'placements' else 'kept_beds' end as figure,
    case_id,
    child_id,
    provider_id,
    nights as numerator,
    null as denominator,
    breakdowns,
from model.agreement_nights
where
    is_bought
    and kind <> 'support'
