-- What a public copy shows of a column.

create macro unless(is_hidden, content) as
    case when is_hidden then null else content end;

-- Whether public reports print a figure: wholes in every period, tables in the
-- newest ones, or at the end of every whole year, as their headers say.
create macro is_published(
    breakdown, is_newest, is_by_year, period_kind, is_partial, is_current
) as
    breakdown = 'all'
    or (is_newest and is_current)
    or (is_by_year and period_kind = 'year' and not is_partial);

-- A price of one child, blurred: to 10 pounds. Other units stay as they are.
create macro to_ten_pounds(amount, unit) as
    case
        when starts_with(unit, 'pounds') then
            (divide_exact(amount, 10, 0) * 10)::decimal(18, 4)
        else amount
    end;

-- Cases that are about people, whether or not they name a child.
create macro is_of_people(case_kind) as
    case_kind in ('child', 'placement', 'episode', 'referral', 'household');

-- Whether so few cases stand behind a figure, or behind those that count or do
-- not, that they may not be told.
create macro is_of_few_cases(cases, numerator, denominator, unit, threshold) as
    cases between 1 and threshold - 1
    or (
        unit = 'percent'
        and (
            numerator between 1 and threshold - 1
            or denominator - numerator between 1 and threshold - 1
            or (cases between 1 and 9 and numerator in (0, denominator))
        )
    );
