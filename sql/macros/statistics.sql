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

-- The limits of a share or of a number of events, before division by what the
-- events are counted against.
create macro lower_limit(kind, numerator, denominator) as
    case kind
        when 'wilson' then
            wilson_lower(numerator, denominator) * denominator::double
        when 'poisson' then poisson_lower(numerator)
    end;

create macro upper_limit(kind, numerator, denominator) as
    case kind
        when 'wilson' then
            wilson_upper(numerator, denominator) * denominator::double
        when 'poisson' then poisson_upper(numerator)
    end;
