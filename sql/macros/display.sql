-- How a figure of each unit is worked out and printed.

-- What a numerator over a denominator is multiplied by.
create macro unit_factor(unit) as
    case unit
        when 'percent' then 100
        when 'per 100' then 100
        when 'rate per 10,000' then 10000
        else 1
    end;

-- Decimal places in print. Rates per 10,000 and money are whole numbers, as
-- the Department for Education and council papers print them.
create macro unit_digits(unit) as
    case
        when unit in ('percent', 'per 100', 'miles', 'score') then 1
        else 0
    end;

-- 1,234 or 1,234.5: an amount that is already rounded to `digits` (0 or 1).
create macro print_number(rounded, digits) as
    case digits
        when 0 then format('{:,}', abs(rounded)::bigint)
        else format(
            '{:,}.{}',
            trunc(abs(rounded))::bigint,
            (abs(rounded) % 1 * 10)::bigint
        )
    end;

-- The words around a printed number, the sign before the pound.
create macro print_unit(printed, is_negative, unit) as
    case when is_negative then '-' else '' end
    || case when starts_with(unit, 'pounds') then '£' else '' end
    || printed
    || case unit
        when 'percent' then '%'
        when 'rate per 10,000' then ' per 10,000'
        when 'per 100' then ' per 100'
        when 'days' then ' days'
        when 'nights' then ' nights'
        when 'miles' then ' miles'
        when 'pounds a week' then ' a week'
        when 'pounds a night' then ' a night'
        else ''
    end;

-- An amount already rounded to `digits`, as a reader sees it.
create macro print_rounded(rounded, unit, digits) as
    print_unit(print_number(rounded, digits), rounded < 0, unit);

-- Any amount as a reader sees it: '1,234', '83.6%', '£1,234', '£825 a week'.
create macro print_amount(amount, unit) as
    print_rounded(
        round_exact(amount, unit_digits(unit)), unit, unit_digits(unit)
    );

-- A year by its last day, as people write it: 2023-24, or the day.
create macro year_label(period_end) as
    case
        when month(period_end) = 3 and day(period_end) = 31 then
            (year(period_end) - 1)::varchar || '-'
            || right(year(period_end)::varchar, 2)
        else strftime(period_end, '%-d %B %Y')
    end;

-- An amount of money to the penny: '£1,234.50'.
create macro print_pence(amount) as
    case when amount < 0 then '-£' else '£' end
    || format('{:,}', trunc(abs(round_exact(amount, 2)))::bigint)
    || '.'
    || right(
        '0' || (abs(round_exact(amount, 2)) % 1 * 100)::bigint::varchar, 2
    );
