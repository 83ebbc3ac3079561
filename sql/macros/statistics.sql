-- Which interval a figure has: a share of cases that are each yes or no,
-- Wilson's; a count or a rate of events, Poisson's; a mean, Student's t; a sum
-- of money, nights or days, and a share of them, none.
create macro interval_kind(
    statistic, unit, is_of_events, is_of_yes_or_no, numerator, denominator
) as
    case
        when statistic = 'mean' then 't'
        when
            statistic = 'ratio'
            and is_of_yes_or_no
            and numerator between 0 and denominator
        then 'wilson'
        when not is_of_events then null
        when statistic = 'ratio' and unit <> 'percent' then 'poisson'
        when statistic = 'sum' and unit = 'count' then 'poisson'
    end;

-- The limits of a figure of shares or events, in its unit.
create macro lower_limit(kind, unit, numerator, divisor) as
    unit_factor(unit) * case kind
        when 'wilson' then wilson_lower(numerator, divisor)
        when 'poisson' then poisson_lower(numerator) / divisor::double
    end;

create macro upper_limit(kind, unit, numerator, divisor) as
    unit_factor(unit) * case kind
        when 'wilson' then wilson_upper(numerator, divisor)
        when 'poisson' then poisson_upper(numerator) / divisor::double
    end;
