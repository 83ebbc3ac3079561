/*
title = "Prices that tell of one provider"
says = """
The prices of the last twelve months that only one provider has, as they are
printed: with pence, rounded to the pound, and without their pence. Such a price
tells of its provider even where nothing stands beside it. The council's own
provision has no secret.
"""

[settings]
alone_from = { default = 100, type = "decimal", says = "A price of fewer pounds a week is not sought alone: any small sum may look the same" }
*/
with

prices as (
    select
        any_value(provider_id) as provider_id,
        any_value(kind) as kind,
        secret,
    from model.provider_secrets
    where sought_as = 'price'
    group by secret
    having
        count(distinct coalesce(provider_id, '')) = 1
        -- Other secrets are no numbers, and may be tried all the same.
        and try_cast(secret as decimal(18, 2))
        >= getvariable('provider_bare_prices.alone_from')
)

select prices.*
from prices
semi join model.provider_facts as facts
    on prices.provider_id = facts.provider_id
    and facts.sector is distinct from 'in-house'
