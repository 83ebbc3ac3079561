-- Limits of a chart of single figures over time (an XmR chart): D. J. Wheeler,
-- "Understanding Variation" (1993): the mean, and 2.66 times the mean moving
-- range to both sides of it. A mean of 50.81 and a mean moving range of 1.8778
-- give 45.82 to 55.80 (NIST/SEMATECH e-Handbook of Statistical Methods,
-- 6.3.2.2).

create macro control_spread(mean_moving_range) as
    (mean_moving_range::decimal(18, 6) * 2.66::decimal(3, 2))::decimal(18, 6);

-- No limit lies where no figure can: below nought where none of the figures
-- is, nor above a hundred per cent.
create macro control_lower(centre, mean_moving_range, lowest) as
    case
        when lowest >= 0 then
            greatest(centre - control_spread(mean_moving_range), 0)
        else centre - control_spread(mean_moving_range)
    end::decimal(18, 6);

create macro control_upper(centre, mean_moving_range, unit) as
    case
        when unit = 'percent' then
            least(centre + control_spread(mean_moving_range), 100)
        else centre + control_spread(mean_moving_range)
    end::decimal(18, 6);

-- March 2026: how a sentence about a chart names a month.
create macro month_in_words(on_day) as
    strftime(on_day, '%B %Y');
