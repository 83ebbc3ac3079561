-- Exact Poisson limits of a count, at 95%: F. Garwood, "Fiducial limits for
-- the Poisson distribution", Biometrika 28 (1936), 437-442. The lower limit is
-- half the quantile 0.025 of chi-squared with 2 x count degrees of freedom,
-- the upper half the quantile 0.975 with 2 x count + 2. A count of 10 gives
-- 4.795 to 18.390. To a count of twenty the printed table, to six places;
-- beyond, the expansion below: within 0.0000004 of the exact limit.

-- Half a quantile of chi-squared by the expansion of H. Goldberg and
-- H. Levine, "Approximate formulas for the percentage points and
-- normalization of t and chi-squared", Annals of Mathematical Statistics 17
-- (1946), 216-225, to its seventh term, with the powers of the normal quantile
-- (1.959963984540054) worked in. `tail` is -1 for 0.025 and 1 for 0.975;
-- `half_degrees` is half the degrees of freedom.
create macro half_chi_squared(half_degrees, tail) as
    half_degrees
    + 0.947152940231375
    - (0.0680995424174382 + 0.024394073942926 / half_degrees) / half_degrees
    + tail * sqrt(half_degrees) * (
        normal_quantile() - (
            0.171961859864616 - (
                0.0344417650922139 + 0.0150018128706105 / half_degrees
            ) / half_degrees
        ) / half_degrees
    );

create macro poisson_lower(events) as
    case
        when events is null or events < 0 then null
        when events <= 20 then ([
            0, 0.025318, 0.242209, 0.618672, 1.089865, 1.623486, 2.201894,
            2.814363, 3.453832, 4.115373, 4.795389, 5.491160, 6.200575,
            6.921952, 7.653930, 8.395386, 9.145382, 9.903126, 10.667941,
            11.439241, 12.216520
        ]::double[])[events::integer + 1]
        else half_chi_squared(events::double, -1)
    end;

create macro poisson_upper(events) as
    case
        when events is null or events < 0 then null
        when events <= 20 then ([
            3.688879, 5.571643, 7.224688, 8.767273, 10.241589, 11.668332,
            13.059474, 14.422675, 15.763189, 17.084803, 18.390356, 19.682039,
            20.961585, 22.230396, 23.489621, 24.740219, 25.982998, 27.218647,
            28.447760, 29.670854, 30.888378
        ]::double[])[events::integer + 1]
        else half_chi_squared(events::double + 1, 1)
    end;
