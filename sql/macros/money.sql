-- Money by the night. A weekly price is seven nights' price.

create macro price_of_nights(weekly_price, nights) as
    divide_exact(weekly_price * greatest(nights, 0), 7, 2);

-- An amount as reports may print it: with pence, rounded to the pound, and
-- without its pence.
create macro printed_amounts(amount) as
    [
        amount::decimal(18, 2)::varchar,
        round_exact(amount, 0)::bigint::varchar,
        trunc(amount)::bigint::varchar
    ];
