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

-- The first day that a measure looks at when it counts from a day on: that day
-- itself, or so far back as its header says. Of a stock, the window ends on the
-- day and holds it: twelve months to 31 March begin on 1 April.
create macro looks_from(counts_from, looks_back, is_stock) as
    case
        when looks_back is null or looks_back = to_days(0) then counts_from
        else
            months_before(
                counts_from,
                (
                    date_part('year', looks_back) * 12
                    + date_part('month', looks_back)
                )::integer
            )
            - date_part('day', looks_back)::integer
            + is_stock::integer
    end;

create macro whole_weeks(days) as
    days // 7;
