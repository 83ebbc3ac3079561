-- How the text of an extract becomes a value. Each macro returns null where
-- the text is not what its name says; staging then names the column and the
-- row. Nothing is guessed: a day before a month is a day before a month.

-- Text without the blanks, tabs and no-break spaces around it; empty is null.
create macro clean_text(given) as
    nullif(trim(given, ' ' || chr(9) || chr(10) || chr(13) || chr(160)), '');

-- DD/MM/YYYY, YYYY-MM-DD, either with a time, or a spreadsheet's serial
-- number of a day (from 1970 on, so that no year is taken for one).
create macro text_as_date_unbounded(given) as
    case
        when regexp_full_match(
            given, '\d{1,2}/\d{1,2}/\d{4}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?)?'
        )
            then try_strptime(split_part(given, ' ', 1), '%d/%m/%Y')::date
        when regexp_full_match(
            given, '\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?'
        )
            then try_strptime(left(given, 10), '%Y-%m-%d')::date
        when regexp_full_match(given, '[2-6]\d{4}(\.0+)?')
            then date '1899-12-30' + left(given, 5)::integer
    end;

-- The same, in the years 1900 to 2100.
create macro text_as_date(given) as
    case
        when year(text_as_date_unbounded(given)) between 1900 and 2100
            then text_as_date_unbounded(given)
    end;

-- Pounds: signs, thousands and the ways in which ledgers write a minus.
create macro money_digits(given) as
    regexp_replace(upper(given), '[£,\s()]|GBP|CR$|DR$|-$|^-|^\+', '', 'g');

create macro text_as_money(given) as
    case
        when not regexp_full_match(money_digits(given), '\d+(\.\d+)?|\.\d+')
            then null
        when regexp_matches(
            upper(given), '^\s*£?\s*-|-\s*$|CR\s*$|^\s*£?\(.*\)$'
        )
            then -try_cast(money_digits(given) as decimal(18, 2))
        else try_cast(money_digits(given) as decimal(18, 2))
    end;

-- A whole number; 12.0 is one, 1.23E+11 and 1.5 are not.
create macro text_as_integer(given) as
    case
        when regexp_full_match(replace(given, ',', ''), '[-+]?\d+(\.0+)?')
            then try_cast(
                split_part(replace(given, ',', ''), '.', 1) as bigint
            )
    end;

-- A number with decimals, as it is written.
create macro text_as_decimal(given) as
    case
        when regexp_full_match(replace(given, ',', ''), '[-+]?\d+(\.\d+)?')
            then try_cast(replace(given, ',', '') as decimal(18, 6))
    end;

-- Yes or no, however a system writes it.
create macro text_as_yes_no(given) as
    case
        when lower(given) in ('1', '1.0', 'y', 'yes', 'true', 't') then true
        when lower(given) in ('0', '0.0', 'n', 'no', 'false', 'f') then false
    end;

-- An identifier, refused where a spreadsheet has turned it into a number and
-- so lost some of its digits.
create macro text_as_identifier(given) as
    case
        when not regexp_full_match(given, '\d(\.\d+)?[eE]\+?\d+') then given
    end;

-- A postcode in capitals, without spaces.
create macro text_as_postcode(given) as
    regexp_replace(upper(given), '[\s\x{00a0}]', '', 'g');

-- A financial year, written 2025-26, 2025/26, 2025-2026 or 2025/2026.
create macro text_as_financial_year(given) as
    case
        when regexp_full_match(given, '\d{4}[-/_](\d{2}|\d{4})')
            and (left(given, 4)::integer + 1) % 100
            = right(given, 2)::integer
            then left(given, 4) || '-' || right(given, 2)
    end;

-- The 31 March that ends a year written 2024, 202324, 2023-24, 2023/24 or
-- 2023-24 (OT); of a whole date the day itself; null where it is none.
create macro year_end_of(given) as
    case
        when regexp_full_match(given, '\d{4}') then
            make_date(given::integer, 3, 31)
        when regexp_full_match(given, '\d{4}[-/]?\d{2}(\s*\(.*\))?') then
            make_date(left(given, 4)::integer + 1, 3, 31)
        else text_as_date(given)
    end;

-- What kind of area a council means.
create macro area_kind_of(given) as
    case
        when lower(given) in ('england', 'e92000001') then 'country'
        when regexp_matches(lower(given), '^statistical neighbo|^neighbours$')
            then 'neighbours'
        when regexp_matches(lower(given), '^best') then 'best'
        when regexp_full_match(upper(given), 'E1[23]\d{6}')
            or lower(given) = 'region' then 'region'
        else 'authority'
    end;
