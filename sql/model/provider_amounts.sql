/*
title = "Amounts that providers may be told"
says = """
Every amount of money that a provider may be told, one row each: its own prices,
packages, invoices, discounts and payments, and the middle half of its peers and
of the others in its lots, to ten pounds. In its pack such an amount tells nothing of another provider that has
the same. What its pack prints as a sum stands here as that sum.
"""
*/
with

agreed as (
    select
        provider_id,
        unnest([
            weekly_price,
            weekly_core,
            weekly_support,
            weekly_education,
            weekly_other
        ]) as amount,
    from model.agreements

    union all

    select provider_id, weekly_cost as amount from model.agreement_packages
),

to_settle as (
    select
        provider_id,
        sum(billed) as billed,
        sum(at_stake) as at_stake,
    from model.invoice_lines_to_settle
    group by provider_id, agreement_id, why
),

billed as (
    select provider_id, amount from model.invoice_lines

    union all

    select provider_id, unnest([billed, at_stake]) as amount from to_settle

    union all

    select
        provider_id,
        unnest(
            regexp_extract_all(arithmetic, '£([0-9,]+([.][0-9]+)?)', 1)
        ).replace(',', '')::decimal(18, 2) as amount,
    from model.invoice_lines_to_settle
),

discounts as (
    select
        provider_id,
        unnest([due, given, missed]) as amount,
    from model.discounts_due

    union all

    select
        provider_id,
        unnest([due, given, missed]) as amount,
    from model.provider_discounts
),

peers as (
    select
        peers.provider_id,
        unnest([
            peers.figure,
            to_ten_pounds(peers.lower_quarter, indicators.unit),
            to_ten_pounds(peers.median, indicators.unit),
            to_ten_pounds(peers.upper_quarter, indicators.unit)
        ]) as amount,
    from model.provider_peers as peers
    inner join code.provider_indicators as indicators
        on peers.indicator = indicators.code
    where starts_with(indicators.unit, 'pounds')
),

lots as (
    select
        provider_id,
        unnest([price, lower_quarter, upper_quarter]) as amount,
    from model.lot_prices
)

select provider_id, amount from agreed

union

select provider_id, amount from billed

union

select provider_id, amount from discounts

union

select provider_id, amount from peers

union

select provider_id, amount from lots

union

select provider_id, spent as amount from model.provider_facts
