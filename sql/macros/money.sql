-- Money by the night. A weekly price is seven nights' price.

create macro price_of_nights(weekly_price, nights) as
    divide_exact(weekly_price * greatest(nights, 0), 7, 2);
