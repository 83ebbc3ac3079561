-- Intervals of means, at 95%, by Student's t ("Student", "The probable error
-- of a mean", Biometrika 6 (1908), 1-25).

-- The quantile 0.975 of Student's t. To thirty degrees of freedom the printed
-- table, to six places; beyond, the expansion in 1 / degrees of E. A. Cornish
-- and R. A. Fisher (1938), to its fourth term, with the powers of the normal
-- quantile worked in: within 0.0000001 of the true value from 31 on.
-- Degrees with a fraction are rounded down, as tables are read.
create macro t_quantile(degrees) as
    case
        when degrees is null or degrees < 1 then null
        when degrees < 31 then ([
            12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912,
            2.364624, 2.306004, 2.262157, 2.228139, 2.200985, 2.178813,
            2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922,
            2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899,
            2.059539, 2.055529, 2.051831, 2.048407, 2.045230, 2.042272
        ]::double[])[floor(degrees)::integer]
        else
            normal_quantile() + (
                2.37227123029856 + (
                    2.82249861573961 + (
                        2.55584967950772 + 1.58953405339382 / floor(degrees)
                    ) / floor(degrees)
                ) / floor(degrees)
            ) / floor(degrees)
    end;

-- The square of the standard error of a mean, from exact sums.
create macro squared_error(cases, total, total_of_squares) as
    case
        when cases > 1 then
            (
                cases * total_of_squares::decimal(38, 8)
                - total::decimal(38, 4) * total
            )::double
            / (cases::double * cases::double * (cases::double - 1))
    end;

create macro mean_margin(cases, squared_error_of_mean) as
    t_quantile(cases - 1) * sqrt(squared_error_of_mean);

-- The margin of a difference of two means whose variances differ: B. L. Welch,
-- "The generalization of 'Student's' problem when several different population
-- variances are involved", Biometrika 34 (1947), 28-35; the degrees of freedom
-- by F. E. Satterthwaite, Biometrics Bulletin 2 (1946), 110-114.
-- Rounded to six places, so that 42 degrees worked out as 41.99999999999999
-- are not read as 41.
create macro welch_degrees(cases, squared, other_cases, other_squared) as
    round(
        (squared + other_squared) * (squared + other_squared)
        / nullif(
            squared * squared / (cases::double - 1)
            + other_squared * other_squared / (other_cases::double - 1),
            0
        ),
        6
    );

create macro welch_margin(cases, squared, other_cases, other_squared) as
    case
        when squared is null or other_squared is null then null
        when squared + other_squared = 0 then 0.0::double
        else
            t_quantile(
                welch_degrees(cases, squared, other_cases, other_squared)
            )
            * sqrt(squared + other_squared)
    end;
