/*
says = "supplied figures cannot be read: the period is not understood, there is no figure, or a part is more than the whole"
remedy = "write PERIOD as 2025-26, 2025-26 Q1, 2026-03 or 31/03/2026, and NUMERATOR of DENOMINATOR, NUMERATOR alone, or VALUE: until then these figures are not printed"
severity = "warn"
*/
select
    file_id,
    row_number,
from model.supplied_indicators
where
    period_end is null
    or kind is null
    or numerator < 0
    or (denominator is not null and numerator > denominator)
