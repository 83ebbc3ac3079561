/*
title = "What credits give back of invoice lines"
says = """
One row per invoice line of which credits take money back: how much, and the day
of the last of them. Of a line that bills nights billed before, credits of the
line that was first count too, where they came after it, as far as they go
beyond that line's own errors; of a missed discount, discounts on a later credit.
"""
*/
with

credits as (
    select authority, line_id, counted_on, credited
    from model.invoice_credits
),

raised as (
    select
        findings.authority,
        findings.line_id,
        sum(findings.at_stake) as raised,
    from model.invoice_findings as findings
    inner join code.invoice_rules as rules
        on findings.rule = rules.code
        and rules.is_recoverable
    group by findings.authority, findings.line_id
),

earlier as (
    select distinct
        findings.authority,
        findings.line_id,
        findings.counted_on,
        unnest(pieces.earlier_lines) as earlier_id,
    from model.invoice_findings as findings
    inner join model.invoice_priced_pieces as pieces
        on findings.authority = pieces.authority
        and findings.line_id = pieces.line_id
    where findings.rule = 'twice'
),

spared as (
    select
        earlier.authority,
        earlier.line_id,
        max(credits.counted_on) as counted_on,
        least(
            sum(credits.credited)
                filter (where credits.counted_on > earlier.counted_on),
            sum(credits.credited) - coalesce(any_value(raised.raised), 0)
        ) as credited,
    from earlier
    inner join credits
        on earlier.authority = credits.authority
        and earlier.earlier_id = credits.line_id
    left join raised
        on earlier.authority = raised.authority
        and earlier.earlier_id = raised.line_id
    group by earlier.authority, earlier.line_id, earlier.earlier_id
),

discounts as (
    select
        authority,
        line_id,
        given_on as counted_on,
        given_later as credited,
    from model.discounts_due
    where given_later > 0
),

given_back as (
    select * from credits
    union all by name
    select * from spared where credited > 0
    union all by name
    select * from discounts
)

select
    authority,
    line_id,
    sum(credited) as given_back,
    max(counted_on) as given_back_on,
from given_back
group by authority, line_id
