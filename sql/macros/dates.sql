-- Whole months back from a day. From the last day of a month one arrives at
-- the last day of a month: 24 months before 29 February 2020 is 28 February
-- 2018, 30 months before 31 March 2018 is 30 September 2015.
create macro months_before(counted_on, months) as
    case
        when counted_on = last_day(counted_on) then
            last_day((counted_on - to_months(months))::date)
        else (counted_on - to_months(months))::date
    end;

-- The first day of the window of so many months that ends on a day.
create macro window_start(counted_on, months) as
    months_before(counted_on, months) + 1;

-- A looks-back interval as whole months ('12 months', '1 year').
create macro months_in(looks_back) as
    (date_part('year', looks_back) * 12 + date_part('month', looks_back))
    ::integer;

create macro whole_weeks(days) as
    days // 7;
