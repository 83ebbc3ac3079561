-- Intervals of proportions, at 95%. Shares run from 0 to 1, in doubles.

-- Wilson's score interval: E. B. Wilson, "Probable inference, the law of
-- succession, and statistical inference", Journal of the American Statistical
-- Association 22 (1927), 209-212. 10 of 100 gives 0.0552 to 0.1744.
create macro wilson_centre(yes, total) as
    (yes::double + normal_quantile() * normal_quantile() / 2)
    / (total::double + normal_quantile() * normal_quantile());

create macro wilson_margin(yes, total) as
    normal_quantile()
    * sqrt(
        yes::double * (total::double - yes::double) / total::double
        + normal_quantile() * normal_quantile() / 4
    )
    / (total::double + normal_quantile() * normal_quantile());

create macro wilson_lower(yes, total) as
    case
        when yes = 0 then 0.0::double
        when total > 0 then
            wilson_centre(yes, total) - wilson_margin(yes, total)
    end;

create macro wilson_upper(yes, total) as
    case
        when yes = total and total > 0 then 1.0::double
        when total > 0 then
            wilson_centre(yes, total) + wilson_margin(yes, total)
    end;

-- The interval of a difference of two figures, each with its own interval:
-- the distances to their limits, squared and added. For proportions with
-- Wilson's limits it is method 10 of R. G. Newcombe, "Interval estimation for
-- the difference between independent proportions", Statistics in Medicine 17
-- (1998), 873-890: 56 of 70 less 48 of 80 gives 0.0524 to 0.3339. For counts
-- and rates with exact Poisson limits it is G. Y. Zou and A. Donner,
-- "Construction of confidence limits about effect measures", Statistics in
-- Medicine 27 (2008), 1693-1702.
create macro difference_lower(figure, figure_lower, other, other_upper) as
    figure::double - other::double
    - sqrt(
        (figure::double - figure_lower::double)
        * (figure::double - figure_lower::double)
        + (other_upper::double - other::double)
        * (other_upper::double - other::double)
    );

create macro difference_upper(figure, figure_upper, other, other_lower) as
    figure::double - other::double
    + sqrt(
        (figure_upper::double - figure::double)
        * (figure_upper::double - figure::double)
        + (other::double - other_lower::double)
        * (other::double - other_lower::double)
    );

create macro newcombe_lower(yes, total, other_yes, other_total) as
    difference_lower(
        yes::double / total,
        wilson_lower(yes, total),
        other_yes::double / other_total,
        wilson_upper(other_yes, other_total)
    );

create macro newcombe_upper(yes, total, other_yes, other_total) as
    difference_upper(
        yes::double / total,
        wilson_upper(yes, total),
        other_yes::double / other_total,
        wilson_lower(other_yes, other_total)
    );

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

-- Null stays null: `greatest` and `least` would pass over it.
create macro within_hundred(percent) as
    case when percent is not null then least(greatest(percent, 0.0), 100.0) end;

create macro funnel_lower(percent, total, quantile) as
    stored_statistic(
        within_hundred(
            percent::double - funnel_margin(percent, total, quantile)
        )
    );

create macro funnel_upper(percent, total, quantile) as
    stored_statistic(
        within_hundred(
            percent::double + funnel_margin(percent, total, quantile)
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
