-- Which interval a figure has, before it is multiplied by its unit's factor.

-- A share of cases that are each yes or no: Wilson. A count or a rate of
-- events: Poisson. A mean: Student's t. A sum of money, nights or days: none.
-- `side` is 'lower' or 'upper', `cell` what cell_of counted.
create macro interval_of(
    side, statistic, unit, cell, numerator, denominator
) as
    case
        when statistic = 'mean' then
            divide_exact(numerator, denominator, 6)::double
            + case side when 'lower' then -1 else 1 end
            * mean_margin(
                cell.known_cases,
                squared_error(
                    cell.known_cases, cell.numerator, cell.total_of_squares
                )
            )
        when
            statistic = 'ratio'
            and cell.is_of_yes_or_no
            and numerator between 0 and denominator
        then case side
            when 'lower' then wilson_lower(numerator, denominator)
            else wilson_upper(numerator, denominator)
        end
        when statistic = 'ratio' and unit = 'percent' then null
        when
            coalesce(cell.is_of_events, true)
            and (statistic = 'ratio' or unit = 'count')
        then case side
            when 'lower' then poisson_lower(numerator)
            else poisson_upper(numerator)
        end / case when statistic = 'ratio' then denominator::double else 1 end
    end;
