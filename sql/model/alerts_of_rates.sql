/*
title = "Alerts about rates"
says = """
On the as-at date, one row per live agreement whose last invoice line for an
item, for nights of the months of the setting, is at a weekly rate that differs
from the last one before and stands in none of its terms: neither as one of the
parts of the price nor as the whole. The rate changed, and no variation says so.
since is the first night at the new rate. Credit notes, lines without a rate,
and lines of nought are left out.
"""

[settings]
months = { default = 3, type = "integer", says = "Months before the as-at date in which the changed rate was billed" }
*/
with

lines as (
    select
        authority,
        agreement_id,
        item,
        service_from,
        weekly_rate,
        lag(weekly_rate) over (
            partition by authority, agreement_id, item
            order by service_from, service_to, invoice_number, line
        ) as earlier_rate,
    from staging.invoices
    where
        weekly_rate > 0
        and amount > 0
        and credit_of is null
        and service_from <= getvariable('as_at')
    qualify
        row_number() over (
            partition by authority, agreement_id, item
            order by
                service_from desc, service_to desc,
                invoice_number desc, line desc
        ) = 1
),

agreed as (
    select
        lines.authority,
        lines.agreement_id,
        lines.item,
        bool_or(
            lines.weekly_rate in (
                terms.weekly_price, terms.weekly_core, terms.weekly_support,
                terms.weekly_education, terms.weekly_other
            )
        ) as is_agreed,
    from lines
    inner join model.agreement_terms as terms
        on lines.authority = terms.authority
        and lines.agreement_id = terms.agreement_id
    group by lines.authority, lines.agreement_id, lines.item
)

select
    placed.authority,
    'Rate changed without a variation' as kind,
    'medium' as severity,
    placed.officer,
    placed.provider_id,
    placed.provider,
    placed.child_id,
    placed.agreement_id,
    placed.contract_id,
    placed.home_id,
    placed.home,
    placed.urn,
    placed.service,
    placed.nights,
    placed.weekly_price,
    placed.price,
    lines.service_from as since,
    coalesce(lines.item, 'The placement') || ' was billed at £'
    || format('{:.2f}', lines.weekly_rate::double) || ' a week, before at £'
    || format('{:.2f}', lines.earlier_rate::double) || '.' as says,
    'Question the rate, or agree a variation.' as what_to_do,
from lines
inner join agreed
    on lines.authority = agreed.authority
    and lines.agreement_id = agreed.agreement_id
    and lines.item is not distinct from agreed.item
inner join model.placed_today as placed
    on lines.authority = placed.authority
    and lines.agreement_id = placed.agreement_id
where
    lines.weekly_rate <> lines.earlier_rate
    and not coalesce(agreed.is_agreed, false)
    and lines.service_from > months_before(
        getvariable('as_at'), getvariable('alerts_of_rates.months')
    )
