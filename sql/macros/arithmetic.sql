-- Division and rounding in whole numbers only. DuckDB divides decimals as
-- doubles, and a double holds 28.5 per cent of some sums as 28.4999: it would
-- be printed as 28. Half is rounded away from zero, as people do.

create macro power_of_ten(digits) as
    ([1, 10, 100, 1000, 10000, 100000, 1000000]::bigint[])[digits + 1];

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

-- Whether a division stays within eighteen digits all the way.
create macro is_short(amount) as
    amount % 1 = 0 and abs(amount) < 1000000000000;

-- numerator over denominator, rounded to `digits` places (0 to 6); null over
-- nought, and where the quotient is a million millions or more. Exact: what
-- is short goes the quick way.
create macro divide_exact(numerator, denominator, digits) as
    try_cast(
        case
            when is_short(numerator) and is_short(denominator) then
                rounded_quotient(
                    numerator::bigint * power_of_ten(digits),
                    denominator::bigint
                )::hugeint
            else rounded_quotient(
                millionths(numerator) * power_of_ten(digits),
                millionths(denominator)
            )
        end
        * power_of_ten(6 - digits)
        * 0.000001::decimal(7, 6)
        as decimal(18, 6)
    );

-- A quotient kept to six places, rounded to 0 or 1 places for print. Where the
-- six places end exactly half-way they may have been rounded up to it: there
-- alone the division is done again.
create macro round_again(quotient, numerator, denominator, digits) as
    case
        when digits = 0 and abs(quotient) % 1 <> 0.5 then
            quotient::decimal(18, 0)::decimal(18, 6)
        when digits = 1 and abs(quotient) % 0.1 <> 0.05 then
            quotient::decimal(18, 1)::decimal(18, 6)
        else divide_exact(numerator, denominator, digits)
    end;

create macro round_exact(amount, digits) as
    divide_exact(amount, 1, digits);

-- A statistic, worked out in doubles, as it is stored: to six places. What is
-- not a number, or is past all sense, is null.
create macro stored_statistic(statistic) as
    case
        when isfinite(statistic) and abs(statistic) < 1e12 then
            round(statistic, 6)::decimal(18, 6)
    end;

-- The quantile 0.975 of the normal distribution.
create macro normal_quantile() as
    1.959963984540054::double;
