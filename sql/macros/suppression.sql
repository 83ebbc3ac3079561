-- What a public copy shows of a column.

create macro unless(is_hidden, content) as
    case when is_hidden then null else content end;

-- A price of one child, blurred: to 10 pounds. Other units stay as they are.
create macro to_ten_pounds(amount, unit) as
    case
        when starts_with(unit, 'pounds') then
            (divide_exact(amount, 10, 0) * 10)::decimal(18, 4)
        else amount
    end;
