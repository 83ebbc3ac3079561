-- Scalar macros of the model: dates of a life, dates of a year, the map.

-- Completed years on a day. Who was born on 29 February is a year older on
-- 1 March where the year has no 29 February.
create macro age_on(born_on, on_day) as
    cast(
        date_part('year', on_day) - date_part('year', born_on)
        - case
            when date_part('month', on_day) * 100 + date_part('day', on_day)
                < date_part('month', born_on) * 100 + date_part('day', born_on)
                then 1
            else 0
        end
        as integer
    );

-- The day on which a person reaches an age; 29 February becomes 1 March.
create macro birthday_on(born_on, years) as
    cast(born_on + to_years(years) as date)
    + case
        when date_part('day', born_on) = 29
            and date_part('month', born_on) = 2
            and date_part('day', born_on + to_years(years)) = 28
            then 1
        else 0
    end;

-- The same day some years before; the end of a month stays one.
create macro same_day_years_before(on_day, years) as
    case
        when on_day = last_day(on_day)
            then last_day(cast(on_day - to_years(years) as date))
        else cast(on_day - to_years(years) as date)
    end;

-- 1 April on or before a day: the first day of its financial year.
create macro financial_year_start(on_day) as
    make_date(
        cast(
            date_part('year', on_day)
            - case when date_part('month', on_day) < 4 then 1 else 0 end
            as integer
        ),
        4,
        1
    );

-- Days of the financial year that holds a day: 365, or 366.
create macro financial_year_days(on_day) as
    cast(financial_year_start(on_day) + to_years(1) as date)
    - financial_year_start(on_day);

-- 1 April that opens a financial year written '2025-26'.
create macro financial_year_opens(financial_year) as
    make_date(try_cast(left(financial_year, 4) as integer), 4, 1);

-- Northern Ireland's postcodes are on the Irish Grid. Turned and moved onto
-- the British one: the best straight fit over Northern Ireland, from the two
-- published projections, within 64 metres (a twenty-fifth of a mile).
create macro british_easting(irish_easting, irish_northing) as
    110465.4
    + 0.9970433 * (irish_easting - 300000)
    + 0.0854338 * (irish_northing - 350000);

-- The northing that goes with british_easting.
create macro british_northing(irish_easting, irish_northing) as
    508429.4
    - 0.0854338 * (irish_easting - 300000)
    + 0.9970433 * (irish_northing - 350000);

-- Straight line between two grid references, in miles, as the department
-- measures it; rounded for display only (six places keep runs identical).
create macro miles_apart(easting, northing, other_easting, other_northing) as
    round(
        sqrt(
            power(easting - other_easting, 2)
            + power(northing - other_northing, 2)
        ) / 1609.344,
        6
    );

-- A label, 'Not known' where there should be one and is none, and null where
-- it does not apply.
create macro label_where(label, applies) as
    coalesce(
        label,
        case when coalesce(applies, true) then 'Not known' end
    );

-- Whether a child counts as asylum-seeking on a day, as people read it. The
-- status may have ended before the day.
create macro asylum_label(is_asylum_seeking, seeking_until, on_day) as
    case
        when is_asylum_seeking and coalesce(seeking_until > on_day, true)
            then 'Asylum-seeking'
        when is_asylum_seeking is not null then 'Not asylum-seeking'
        else 'Not known'
    end;

-- A part of a sum of money, to the penny, half a penny away from nought.
create macro money_share(amount, share) as
    cast(
        cast(amount as decimal(26, 2)) * cast(share as decimal(12, 10))
        as decimal(18, 2)
    );

-- How much of a month's share has run on a day of that month.
create macro share_run(share, on_day) as
    cast(
        share * date_part('day', on_day) / date_part('day', last_day(on_day))
        as decimal(12, 10)
    );
