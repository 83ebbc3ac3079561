-- Years and areas of published figures, and the limits of a funnel.

-- The 31 March that ends a year written 2024, 202324, 2023-24, 2023/24 or
-- 2023-24 (OT); of a whole date the day itself; null where it is none.
create macro year_end_of(given) as
    case
        when regexp_full_match(given, '\d{4}') then
            make_date(given::integer, 3, 31)
        when regexp_full_match(given, '\d{4}[-/]?\d{2}(\s*\(.*\))?') then
            make_date(left(given, 4)::integer + 1, 3, 31)
        else text_as_date(given)
    end;

-- What kind of area a council means.
create macro area_kind_of(given) as
    case
        when lower(given) in ('england', 'e92000001') then 'country'
        when regexp_matches(lower(given), '^statistical neighbo|^neighbours$')
            then 'neighbours'
        when regexp_matches(lower(given), '^best') then 'best'
        when regexp_full_match(upper(given), 'E1[23]\d{6}')
            or lower(given) = 'region' then 'region'
        else 'authority'
    end;

-- Limits of a funnel around a benchmark, in per cent: where a council's own
-- percentage would lie by chance, with `total` children, if it did not differ
-- from the benchmark. The share plus or minus so many standard errors,
-- sqrt(share * (1 - share) / total); within 0 and 100.
-- D. J. Spiegelhalter, "Funnel plots for comparing institutional
-- performance", Statistics in Medicine 24 (2005), 1185-1202.
create macro funnel_margin(percent, total, quantile) as
    case
        when total > 0 and percent between 0 and 100 then
            quantile * sqrt(
                percent::double * (100 - percent::double) / total::double
            )
    end;

create macro funnel_lower(percent, total, quantile) as
    stored_statistic(
        greatest(
            percent::double - funnel_margin(percent, total, quantile), 0.0
        )
    );

create macro funnel_upper(percent, total, quantile) as
    stored_statistic(
        least(
            percent::double + funnel_margin(percent, total, quantile), 100.0
        )
    );

-- Where a figure lies in the funnel: outside of the inner limits (95%) it is
-- above or below, outside of the outer ones (99.8%) far above or far below.
create macro funnel_place(figure, lower_95, upper_95, lower_998, upper_998) as
    case
        when figure > upper_998 then 'far above'
        when figure < lower_998 then 'far below'
        when figure > upper_95 then 'above'
        when figure < lower_95 then 'below'
        when figure >= lower_95 then 'within'
    end;

-- The quantile 0.999 of the normal distribution: 99.8% lie between it and its
-- negative.
create macro outer_quantile() as
    3.090232306167813::double;

-- A year by its last day, as people write it: 2023-24, or the day.
create macro year_label(period_end) as
    case
        when month(period_end) = 3 and day(period_end) = 31 then
            (year(period_end) - 1)::varchar || '-'
            || right(year(period_end)::varchar, 2)
        else strftime(period_end, '%-d %B %Y')
    end;
