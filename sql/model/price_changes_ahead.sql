/*
title = "Price changes ahead"
says = """
What changes the price of terms ahead besides their own: a package of support
that ends, one that is paid on top, and a step of the contract's rate. From
from_on up to, and not on, to_on the week costs weekly_change more, or less. A
package is part of the support price of its agreement, and its end takes its
cost off; where the agreement has no support price, it is on top. Only an end
after the as-at date is planned: one that has come is in the agreement's price.
A step counts where the agreement's core price is the rate that its contract has
for its lot and service on the day.
"""

[settings]
packages_in_price = { default = true, type = "yes_no", says = "The cost of a package is part of the support price of its agreement, where that has one; no: it is always on top" }
*/
with

terms as (
    select * from model.terms_ahead
),

packages as (
    select
        terms.authority,
        terms.known_on,
        terms.agreement_id,
        terms.valid_from,
        terms.from_on,
        terms.to_on,
        packages.package_id,
        packages.weekly_cost,
        packages.starts_on,
        case
            when packages.ends_on > getvariable('as_at') then packages.ends_on
            when packages.ends_on <= terms.known_on then packages.ends_on
            when
                packages.outcome = 'stop'
                and packages.reviewed_on <= terms.known_on
                then packages.reviewed_on
        end as stops_on,
        getvariable('price_changes_ahead.packages_in_price')
        and coalesce(terms.weekly_support > 0, false) as is_in_price,
    from staging.support_packages as packages
    inner join terms
        on packages.authority = terms.authority
        and packages.agreement_id = terms.agreement_id
        and packages.starts_on <= terms.known_on
),

rates as (
    select
        rates.*,
        coalesce(valid_from, date '1900-01-01') as rate_from,
        lag(weekly_rate) over (
            partition by authority, contract_id, lot, service
            order by valid_from nulls first
        ) as rate_before,
    from staging.contract_rates as rates
),

steps as (
    select
        terms.*,
        rates.rate_from,
        rates.weekly_rate - rates.rate_before as step,
    from terms
    inner join rates as rate_now
        on terms.authority = rate_now.authority
        and terms.contract_id = rate_now.contract_id
        and terms.service = rate_now.service
        and terms.lot is not distinct from rate_now.lot
        and terms.weekly_core = rate_now.weekly_rate
        and rate_now.rate_from <= terms.known_on
        and coalesce(rate_now.valid_to >= terms.known_on, true)
    inner join rates
        on rate_now.authority = rates.authority
        and rate_now.contract_id = rates.contract_id
        and rate_now.service = rates.service
        and rate_now.lot is not distinct from rates.lot
        and rates.rate_from > greatest(terms.known_on, terms.valid_from)
        and rates.rate_from < terms.to_on
)

select
    * exclude (package_id, weekly_cost, starts_on, stops_on, is_in_price)
    replace (
        case
            when is_in_price then stops_on
            else greatest(from_on, starts_on)
        end as from_on,
        case when is_in_price then to_on else least(to_on, stops_on) end
            as to_on
    ),
    'package ' || package_id || case when is_in_price then ' ends' else '' end
        as what,
    case when is_in_price then -weekly_cost else weekly_cost end
        as weekly_change,
from packages
where
    case
        when is_in_price
            then stops_on > known_on and stops_on < to_on
        else greatest(from_on, starts_on) < least(to_on, stops_on)
    end

union all by name

select
    authority,
    known_on,
    agreement_id,
    valid_from,
    rate_from as from_on,
    to_on,
    'rate step on ' || rate_from as what,
    step as weekly_change,
from steps
