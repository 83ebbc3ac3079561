-- Division and rounding in whole numbers only. DuckDB divides decimals as
-- doubles, and a double holds 28.5 per cent of some sums as 28.4999: it would
-- be printed as 28. Half is rounded away from zero, as people do.

create macro power_of_ten(digits) as
    [1, 10, 100, 1000, 10000, 100000, 1000000][digits + 1]::hugeint;

-- A decimal of at most six places as whole millionths.
create macro millionths(amount) as
    (amount::decimal(38, 6) * 1000000)::hugeint;

-- Whole numbers divided and rounded to a whole number; null over nought.
create macro rounded_quotient(numerator, denominator) as
    case
        when denominator <> 0 then
            (2 * abs(numerator) + abs(denominator))
            // (2 * abs(denominator))
            * sign(numerator) * sign(denominator)
    end;

-- numerator over denominator, rounded to `digits` places (0 to 6); null over
-- nought. Exact for sums below 10 to the power 20.
create macro divide_exact(numerator, denominator, digits) as
    (
        rounded_quotient(
            millionths(numerator) * power_of_ten(digits),
            millionths(denominator)
        )
        * power_of_ten(6 - digits)
        * 0.000001::decimal(7, 6)
    )::decimal(24, 6);

create macro round_exact(amount, digits) as
    divide_exact(amount, 1, digits);

-- A statistic, worked out in doubles, as it is stored: to six places. What is
-- not a number, or is past all sense, is null.
create macro stored_statistic(statistic) as
    case
        when isfinite(statistic) and abs(statistic) < 1e17 then
            round(statistic, 6)::decimal(24, 6)
    end;

-- The quantile 0.975 of the normal distribution.
create macro normal_quantile() as
    1.959963984540054::double;
